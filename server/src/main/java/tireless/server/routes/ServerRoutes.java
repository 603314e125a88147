package tireless.server.routes;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tireless.api.Api;
import tireless.api.ServerView;
import tireless.api.StopRequest;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;

/** The server itself. */
public final class ServerRoutes {
    private final Supplier<ServerView> about;
    private final Consumer<StopRequest> stop;

    public ServerRoutes(Supplier<ServerView> about, Consumer<StopRequest> stop) {
        this.about = about;
        this.stop = stop;
    }

    public List<Route> routes() {
        return List.of(Route.get(Api.SERVER, Set.of(), this::get), Route.post(Api.STOP, this::stop));
    }

    private Answer get(Call call) {
        return Answer.of(about.get().form());
    }

    private Answer stop(Call call) {
        StopRequest asked = call.read(Set.of("workers"), StopRequest::read);
        return Answer.of(202, about.get().form()).then(() -> stop.accept(asked));
    }
}
