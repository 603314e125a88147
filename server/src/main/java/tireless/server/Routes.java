package tireless.server;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import tireless.control.EventText;
import tireless.control.History;
import tireless.server.http.Route;
import tireless.server.metrics.Metrics;
import tireless.server.routes.CommandRoutes;
import tireless.server.routes.DescribeRoutes;
import tireless.server.routes.EventRoutes;
import tireless.server.routes.HealthRoutes;
import tireless.server.routes.LogRoutes;
import tireless.server.routes.ManifestRoutes;
import tireless.server.routes.OpenApiRoutes;
import tireless.server.routes.ReportRoutes;
import tireless.server.routes.ResourceRoutes;
import tireless.server.routes.SecretRoutes;
import tireless.server.routes.SeriesRoutes;
import tireless.server.routes.ServerRoutes;
import tireless.server.routes.WatchRoutes;
import tireless.server.view.EventViews;

/** All routes of a server, put together. */
final class Routes {
    private Routes() {}

    static List<Route> of(Services services, ServerSettings settings, Metrics metrics) {
        var inventory = services.inventory();
        var engine = services.engine();
        var time = services.time();
        var process = services.process();
        History history = new History(services.store().journal());
        EventViews events = new EventViews(new EventText(ZoneId.systemDefault()));
        return Stream.of(
                        new ServerRoutes(process.about(), process.stop(), process.backup()).routes(),
                        new ManifestRoutes(services.intake(), services.commands()).routes(),
                        new ResourceRoutes(inventory, time).routes(),
                        new DescribeRoutes(inventory, services.intake(), engine, history, events, time).routes(),
                        new CommandRoutes(services.commands(), inventory, time).routes(),
                        new SecretRoutes(services.commands()).routes(),
                        new EventRoutes(history, events).routes(),
                        new LogRoutes(inventory, engine).routes(),
                        new WatchRoutes(services.watch(), history, inventory, events, time, settings.heartbeat())
                                .routes(),
                        new SeriesRoutes(inventory, time).routes(),
                        new ReportRoutes(inventory, time).routes(),
                        new HealthRoutes(services.store().journal()).routes(),
                        metrics.routes(),
                        new OpenApiRoutes(process.version()).routes())
                .flatMap(List::stream)
                .toList();
    }
}
