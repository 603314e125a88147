package tireless.kubernetes.engine;

import java.time.Duration;
import java.util.Optional;
import tireless.model.Revision;

/**
 * A change from one revision to the next, which the cluster carries out.
 *
 * @param previous what it goes back to; empty where none is under way
 * @param halted why it goes no further, for people; empty while it goes on
 * @param ready how many updated replicas were ready at most
 * @param since time since boot from which on no more became ready
 */
record Rollout(Optional<Revision> previous, String halted, int ready, Duration since) {
    static final Rollout NONE = new Rollout(Optional.empty(), "", 0, Duration.ZERO);

    /** How long a roll-out may make no progress before it goes back. Kubernetes: progressDeadlineSeconds. */
    static final Duration DEADLINE = Duration.ofMinutes(10);

    static Rollout from(Revision previous, Duration now) {
        return new Rollout(Optional.of(previous), "", 0, now);
    }

    boolean isUnderWay() {
        return previous.isPresent() && halted.isEmpty();
    }

    Rollout haltedFor(String why) {
        return new Rollout(previous, why, ready, since);
    }

    /** The same when so many are ready; only more than ever is progress. */
    Rollout seen(int nowReady, Duration now) {
        return nowReady > ready ? new Rollout(previous, halted, nowReady, now) : this;
    }

    /** The same after a time in which nobody could see it. */
    Rollout unwatchedUntil(Duration now) {
        return new Rollout(previous, halted, ready, now);
    }

    /** When it halts unless more become ready; empty where it does not. */
    Optional<Duration> deadline() {
        return isUnderWay() ? Optional.of(since.plus(DEADLINE)) : Optional.empty();
    }

    /** For people; empty where there is none. */
    String text() {
        return halted.isEmpty() ? previous.map(_ -> "in progress").orElse("") : "halted: " + halted;
    }
}
