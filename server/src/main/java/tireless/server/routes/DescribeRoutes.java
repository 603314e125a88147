package tireless.server.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.api.Description;
import tireless.api.EventView;
import tireless.api.ExplanationView;
import tireless.api.LogLine;
import tireless.api.ResourceRef;
import tireless.autoscale.Autoscaler;
import tireless.autoscale.Decided;
import tireless.autoscale.TriggerState;
import tireless.control.ClusterWorkers;
import tireless.control.History;
import tireless.control.Intake;
import tireless.control.Inventory;
import tireless.control.InventoryItem;
import tireless.engine.Engine;
import tireless.engine.LogQuery;
import tireless.engine.LogSubscription;
import tireless.manifest.ShownText;
import tireless.model.CountOwner;
import tireless.model.Now;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.model.Workload;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;
import tireless.server.view.EventViews;
import tireless.server.view.ResourceViews;
import tireless.server.view.SafeFields;
import tireless.server.view.VolumeViews;
import tireless.store.EventQuery;

/** Why a resource is as it is. */
public final class DescribeRoutes {
    private static final int LINES = 10;
    private static final int MOST_LINES = 1_000;
    private static final int EVENTS = 20;

    private final Inventory inventory;
    private final Intake intake;
    private final Engine engine;
    private final History history;
    private final EventViews events;
    private final TimeSource time;

    public DescribeRoutes(
            Inventory inventory, Intake intake, Engine engine, History history, EventViews events, TimeSource time) {
        this.inventory = inventory;
        this.intake = intake;
        this.engine = engine;
        this.history = history;
        this.events = events;
        this.time = time;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(ResourceRoutes.ONE + "/describe", Set.of("lines"), this::describe),
                Route.get(ResourceRoutes.ONE + "/explain", Set.of(), this::explain));
    }

    private Answer explain(Call call) {
        InventoryItem item = inventory.get(call.key());
        Optional<Workload> workload =
                item.desired().revision().spec() instanceof Workload runs ? Optional.of(runs) : Optional.empty();
        return Answer.of(new ExplanationView(
                        ResourceRef.of(call.key()),
                        workload.filter(Autoscaler::isOurs).isPresent(),
                        workload.flatMap(ClusterWorkers::countOwner)
                                .filter(owner -> owner != CountOwner.MANIFEST)
                                .map(ClusterWorkers::words),
                        item.desired().power(),
                        item.scaling().triggers().stream()
                                .map(DescribeRoutes::trigger)
                                .toList(),
                        item.scaling().decisions().stream()
                                .map(DescribeRoutes::decision)
                                .toList())
                .form());
    }

    private static ExplanationView.Trigger trigger(TriggerState state) {
        return new ExplanationView.Trigger(
                state.trigger(),
                state.askedSince().map(Now::wall),
                state.readAt().map(Now::wall),
                state.failing()
                        .map(failing ->
                                new ExplanationView.Failing(failing.since().wall(), failing.looks(), failing.why())));
    }

    private static ExplanationView.Decision decision(Decided decided) {
        return new ExplanationView.Decision(
                decided.at(),
                decided.why().from(),
                decided.why().to(),
                decided.why().lines().stream()
                        .map(line -> new ExplanationView.Line(line.subject(), line.text()))
                        .toList(),
                decided.why().until());
    }

    private Answer describe(Call call) {
        int lines = call.number("lines", LINES, 0, MOST_LINES);
        InventoryItem item = inventory.get(call.key());
        return Answer.of(new Description(
                        ResourceViews.of(item, time.now(), intake.behind(item.desired())),
                        SafeFields.of(item.desired().revision().spec()),
                        ShownText.of(item.desired().document().text()),
                        item.observed().map(ResourceStatus::rollout).orElse(""),
                        events(item.desired().key()),
                        item.observed().isPresent() ? lastLines(item.desired().key(), lines) : List.of(),
                        inventory
                                .users(item.desired())
                                .map(users ->
                                        users.stream().map(ResourceRef::of).toList()),
                        VolumeViews.of(item.desired(), engine))
                .form());
    }

    private List<EventView> events(ResourceKey key) {
        return history.read(EventQuery.of(key, EVENTS)).stream().map(events::of).toList();
    }

    private List<LogLine> lastLines(ResourceKey key, int count) {
        List<LogLine> lines = new ArrayList<>();
        try (LogSubscription _ = engine.logs(key, LogQuery.last(count), line -> lines.add(LogRoutes.line(line)))) {
            return List.copyOf(lines);
        } catch (TirelessException unreadable) {
            // Where its cluster can not be used its status says so already, and all else is known here.
            return List.of();
        }
    }
}
