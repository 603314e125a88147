package tireless.cli.output;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tireless.api.ReplicaView;
import tireless.api.ResourceView;
import tireless.model.Power;

/** Why a resource is not as desired, in one line. */
public final class Reasons {
    private Reasons() {}

    /** What the server says, and what the first replica that is not ready is at, else what a running one lacks; empty where all is as desired. */
    public static String of(ResourceView resource, Instant now) {
        String reason = resource.reason();
        if (resource.power() != Power.ON
                || (!reason.isEmpty() && !resource.status().equals("active"))) {
            return reason;
        }
        Optional<String> worst = worst(resource, now);
        return reason.isEmpty()
                ? worst.orElseGet(() -> shortcoming(resource))
                : worst.map(replica -> reason + "; " + replica).orElse(reason);
    }

    private static Optional<String> worst(ResourceView resource, Instant now) {
        List<ReplicaView> open = resource.observed().stream()
                .filter(replica -> !replica.ready() && !replica.phase().equals("finished"))
                .toList();
        String more = open.size() > 1 ? ", and %d more".formatted(open.size() - 1) : "";
        return open.stream()
                .filter(replica -> replica.failures() > 0)
                .findFirst()
                .or(() -> open.stream().findFirst())
                .map(replica -> of(replica, now) + more);
    }

    /** Where all run, what one of them runs without. */
    private static String shortcoming(ResourceView resource) {
        return resource.observed().stream()
                .filter(replica ->
                        replica.phase().equals("running") && !replica.detail().isEmpty())
                .findFirst()
                .map(replica -> replica.name() + ": " + replica.detail())
                .orElse("");
    }

    private static String of(ReplicaView replica, Instant now) {
        String detail = ReplicaTable.detail(replica, now);
        return replica.name() + " is " + replica.phase() + (detail.isEmpty() ? "" : ", " + detail);
    }
}
