package tireless.cli.output;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tireless.api.ReplicaView;
import tireless.api.ResourceView;
import tireless.model.Power;

/** Why a resource is not as desired, in one line. */
public final class Reasons {
    private static final String VIOLATION = "ingress-violation";

    private Reasons() {}

    /**
     * What the server says, and what the first replica that is not ready is at, else what a running one lacks; empty where all is as desired.
     * One that fails stands before what goes worse than it should, but not before what listens where it must not.
     */
    public static String of(ResourceView resource, Instant now) {
        String reason = resource.reason();
        if (resource.power() != Power.ON
                || (!reason.isEmpty() && !resource.status().equals("active"))) {
            return reason;
        }
        List<ReplicaView> open = resource.observed().stream()
                .filter(replica -> !replica.ready() && !replica.phase().equals("finished"))
                .toList();
        Optional<ReplicaView> failing =
                open.stream().filter(replica -> replica.failures() > 0).findFirst();
        Optional<String> worst =
                failing.or(() -> open.stream().findFirst()).map(replica -> of(replica, now) + more(open.size()));
        if (reason.isEmpty()) {
            return worst.orElseGet(() -> shortcoming(resource));
        }
        boolean graver = failing.isPresent() && !reason.startsWith(VIOLATION);
        return worst.map(replica -> graver ? replica + "; " + reason : reason + "; " + replica)
                .orElse(reason);
    }

    private static String more(int open) {
        return open > 1 ? ", and %d more".formatted(open - 1) : "";
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
