package tireless.server.routes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.api.ErrorReply;
import tireless.json.Form;
import tireless.model.TirelessException;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;
import tireless.store.EventQuery;
import tireless.store.Journal;

/** Whether the process lives, and whether it is of use. */
public final class HealthRoutes {
    private final Journal journal;

    public HealthRoutes(Journal journal) {
        this.journal = journal;
    }

    public List<Route> routes() {
        return List.of(Route.get("/healthz", Set.of(), this::lives), Route.get("/readyz", Set.of(), this::isReady));
    }

    private Answer lives(Call call) {
        return ok();
    }

    private Answer isReady(Call call) {
        return storeFails().map(HealthRoutes::unavailable).orElseGet(HealthRoutes::ok);
    }

    private Optional<String> storeFails() {
        try {
            journal.flush();
            journal.read(EventQuery.newest(1));
            return Optional.empty();
        } catch (TirelessException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private static Answer ok() {
        return Answer.of(Form.empty().with("status", "ok"));
    }

    private static Answer unavailable(String why) {
        return Answer.of(503, new ErrorReply(TirelessException.Code.UNREACHABLE, true, "not ready: " + why).form());
    }
}
