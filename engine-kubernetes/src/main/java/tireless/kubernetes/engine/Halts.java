package tireless.kubernetes.engine;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import tireless.kubernetes.sight.Box;
import tireless.kubernetes.sight.PodView;
import tireless.model.SlotId;

/** Why a roll-out halts, for people. */
final class Halts {
    private Halts() {}

    /** @param run the hash of what it rolls to */
    static String why(Resource resource, String run) {
        Optional<Map.Entry<Integer, PodView>> stuck = resource.slots.pods().entrySet().stream()
                .filter(slot -> slot.getValue().of().run().equals(run)
                        && !slot.getValue().ready())
                .max(Comparator.comparing(Map.Entry::getKey));
        String within = " within " + Rollout.DEADLINE.toSeconds() + " s";
        return stuck.map(slot -> new SlotId(resource.key, slot.getKey()).replica() + " was not ready" + within
                        + cause(slot.getValue()))
                .orElseGet(() -> "no replica became ready" + within
                        + (resource.failedCreate.isEmpty() ? "" : ": " + resource.failedCreate));
    }

    private static String cause(PodView pod) {
        if (pod.box() instanceof Box.Coming(String why) && !why.isEmpty()) {
            return ": " + why;
        }
        return pod.lastEnd().map(end -> ", it " + end.exit()).orElse("");
    }
}
