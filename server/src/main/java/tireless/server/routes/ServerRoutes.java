package tireless.server.routes;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tireless.api.Api;
import tireless.api.BackupRequest;
import tireless.api.BackupView;
import tireless.api.ServerView;
import tireless.api.StopRequest;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;

/** The server itself. */
public final class ServerRoutes {
    private final Supplier<ServerView> about;
    private final Consumer<StopRequest> stop;
    private final Function<BackupRequest, BackupView> backup;

    public ServerRoutes(
            Supplier<ServerView> about, Consumer<StopRequest> stop, Function<BackupRequest, BackupView> backup) {
        this.about = about;
        this.stop = stop;
        this.backup = backup;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(Api.SERVER, Set.of(), this::get),
                Route.post(Api.STOP, this::stop),
                Route.post(Api.BACKUP, this::backUp));
    }

    private Answer get(Call call) {
        return Answer.of(about.get().form());
    }

    private Answer backUp(Call call) {
        BackupRequest asked = call.read(Set.of("file", "force"), BackupRequest::read);
        return Answer.of(backup.apply(asked).form());
    }

    private Answer stop(Call call) {
        StopRequest asked = call.read(Set.of("workers"), StopRequest::read);
        return Answer.of(202, about.get().form()).then(() -> stop.accept(asked));
    }
}
