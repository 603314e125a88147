package tireless.control.compute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tireless.engine.Desired;
import tireless.model.Findings;
import tireless.model.Leftovers;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceStatus;
import tireless.model.SelfReport;
import tireless.model.SlotId;

/** How a resource is seen that no engine keeps at the moment. Pure. */
final class Overview {
    private Overview() {}

    /** @param there what is seen of it where it leaves */
    static ResourceStatus of(Seat seat, Optional<ResourceStatus> there) {
        Desired desired = seat.desired();
        List<ReplicaStatus> observed = new ArrayList<>(there.map(ResourceStatus::observed).orElse(List.of()).stream()
                .filter(Overview::isThere)
                .map(Overview::leaving)
                .toList());
        Set<Integer> taken =
                observed.stream().map(replica -> replica.slot().ordinal()).collect(Collectors.toSet());
        String why = why(seat);
        for (int ordinal = 0; ordinal < desired.replicas(); ordinal++) {
            if (!taken.contains(ordinal)) {
                observed.add(pending(new SlotId(desired.revision().key(), ordinal), why));
            }
        }
        observed.sort(Comparator.comparingInt(replica -> replica.slot().ordinal()));
        return new ResourceStatus(
                desired.revision().key(),
                desired.revision().uid(),
                desired.revision().number(),
                desired.power(),
                desired.replicas(),
                observed,
                remarks(seat));
    }

    private static String remarks(Seat seat) {
        if (seat.desired().power() != Power.REMOVED) {
            return seat.is(Seat.Standing.LEAVING) ? move(seat) : "";
        }
        String why = seat.stuck();
        return why.isEmpty()
                ? ""
                : why + "; " + Leftovers.wayOut(seat.desired().revision().key());
    }

    private static boolean isThere(ReplicaStatus replica) {
        return switch (replica.phase()) {
            case Phase.Starting _, Phase.Running _, Phase.Stopping _, Phase.Unsettled _ -> true;
            case Phase.Pending _,
                    Phase.Waiting _,
                    Phase.BackingOff _,
                    Phase.Held _,
                    Phase.Stopped _,
                    Phase.Finished _ -> false;
        };
    }

    private static ReplicaStatus leaving(ReplicaStatus replica) {
        return new ReplicaStatus(
                replica.slot(),
                replica.attempt(),
                replica.revision(),
                Leaving.seen(replica.phase()),
                replica.restarts(),
                replica.lastExit(),
                replica.report(),
                replica.findings());
    }

    private static ReplicaStatus pending(SlotId slot, String why) {
        return new ReplicaStatus(
                slot, 0, 0, new Phase.Pending(why), 0, Optional.empty(), SelfReport.NONE, Findings.NONE);
    }

    private static String why(Seat seat) {
        if (!seat.is(Seat.Standing.LEAVING)) {
            return seat.site().why();
        }
        String from = Place.words(seat.kept().revision());
        String absent = seat.site().why().isEmpty() ? "" : "; " + seat.site().why();
        return "%s, when nothing of it is left on %s%s".formatted(move(seat), from, absent);
    }

    private static String move(Seat seat) {
        String from = Place.words(seat.kept().revision());
        String to = Place.words(seat.desired().revision());
        return from.equals(to) ? "is made anew on " + to : "moves from %s to %s".formatted(from, to);
    }
}
