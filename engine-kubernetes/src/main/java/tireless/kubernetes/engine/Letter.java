package tireless.kubernetes.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import tireless.engine.Desired;
import tireless.kubernetes.apply.StepResult;
import tireless.kubernetes.watch.Sighting;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.RestartRequest;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.Uid;

/** What comes to the engine's thread. */
sealed interface Letter {
    /**
     * @param past where roll-outs come from and lead
     * @param uids of earlier resources that the store knows, so that their objects are ours
     */
    record Adopt(
            List<Desired> desired,
            List<RestartRequest> restarts,
            List<RolloutRecord> rollouts,
            List<Revision> past,
            Set<String> uids)
            implements Letter {}

    /** Asks which objects are of resources that are not known here. */
    record Unknown(CompletableFuture<Map<ResourceKey, Set<LabelReader.Origin>>> answer) implements Letter {
        Unknown() {
            this(new CompletableFuture<>());
        }

        Map<ResourceKey, Set<LabelReader.Origin>> join() {
            return answer.join();
        }
    }

    record Accept(Revision revision) implements Letter {}

    /** Of what ran elsewhere. */
    record Take(Desired desired) implements Letter {}

    record Scale(ResourceKey key, int replicas, String why) implements Letter {}

    record SetPower(ResourceKey key, Power power) implements Letter {}

    record Restart(ResourceKey key) implements Letter {}

    record Retry(ResourceKey key) implements Letter {}

    /**
     * A relay printed a line.
     *
     * @param run how often the relay had been started again
     * @param arrived since boot
     */
    record Heard(ResourceKey key, String pod, int run, String line, Duration arrived) implements Letter {}

    /** What a pod prints can not be read. */
    record Deaf(ResourceKey key, String pod, String why) implements Letter {}

    /** What is left of it is another's from now on. */
    record Disown(ResourceKey key, Uid uid) implements Letter {}

    record Saw(Sighting sighting) implements Letter {}

    /** Steps were carried out, as far as it went. */
    record Done(ResourceKey key, List<StepResult> results) implements Letter {}
}
