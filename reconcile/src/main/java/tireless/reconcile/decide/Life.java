package tireless.reconcile.decide;

import java.time.Duration;
import java.util.Optional;
import tireless.throughput.Notification;
import tireless.throughput.ReplicaSignals;

/**
 * Where one slot's newest attempt is. All times are since boot.
 *
 * <pre>
 *            start            started             terminate
 *   Vacant ────────► Starting ───────► Alive ───────────────► Stopping
 *     ▲                  │ unclear       │ ended                  │ ended
 *     │ known dead       ▼               ▼                        │
 *     └─────────────── Ending ◄──────────┴────────────────────────┘
 * </pre>
 */
public sealed interface Life {
    /** What is known of the process, while it lives: also of one that shall end. */
    default Optional<Alive> living() {
        return switch (this) {
            case Alive living -> Optional.of(living);
            case Stopping stopping -> Optional.of(stopping.alive());
            case Vacant _, Starting _, Ending _ -> Optional.empty();
        };
    }

    /** No attempt of this slot lives: there was none yet, or the last one is known dead. The only state that may start. */
    record Vacant() implements Life {}

    /**
     * @param ended whether news of its end came before the news of its start
     * @param signals what it said before the news of its start
     */
    record Starting(Duration since, boolean ended, ReplicaSignals signals) implements Life {
        /** What is known of it where the start did not go well: not when it began, if it did. */
        public Ending.Past past() {
            return new Ending.Past(Optional.empty(), signals, Checks.NONE);
        }
    }

    /**
     * @param revision the revision's number that this attempt runs
     * @param readySince when it became ready for the first time; empty before
     * @param overdue whether people were told that it should have been ready long ago
     */
    record Alive(
            int revision,
            long pid,
            Duration since,
            Optional<Duration> readySince,
            boolean overdue,
            ReplicaSignals signals,
            Checks checks)
            implements Life {
        /** One that has just begun, or was just found. */
        public static Alive of(int revision, long pid, Duration since, ReplicaSignals signals) {
            return new Alive(revision, pid, since, Optional.empty(), false, signals, Checks.NONE);
        }

        /** One of which {@code past} still holds; where that does not know its start, it counts from {@code now}. */
        public static Alive of(int revision, long pid, Ending.Past past, Duration now) {
            return new Alive(
                    revision,
                    pid,
                    past.startedAt().orElse(now),
                    Optional.empty(),
                    false,
                    past.signals(),
                    past.checks());
        }

        /** Whether it became ready, and no probe says that it is not so any more. */
        public boolean ready() {
            return readySince.isPresent() && !checks.readiness().fails();
        }

        /** The same, ready since {@code at}. */
        public Alive readyAt(Duration at) {
            return new Alive(revision, pid, since, Optional.of(at), overdue, signals, checks);
        }

        /** The same, with people told that it is not ready. */
        public Alive toldOverdue() {
            return new Alive(revision, pid, since, readySince, true, signals, checks);
        }

        /** The same, belonging to another revision that runs the same. */
        public Alive relabelled(int number) {
            return new Alive(number, pid, since, readySince, overdue, signals, checks);
        }

        /** The same, with what is known of its probes. */
        public Alive checked(Checks next) {
            return new Alive(revision, pid, since, readySince, overdue, signals, next);
        }

        /** The same, having heard a notification. */
        public Alive hearing(Notification said, Duration at) {
            return new Alive(revision, pid, since, readySince, overdue, signals.with(said, at), checks);
        }

        /** What will be known of it once it ended. */
        public Ending.Past past() {
            return new Ending.Past(Optional.of(since), signals, checks);
        }

        /** When it became ready, or when it started where it is not. */
        public Duration readyAt() {
            return readySince.orElse(since);
        }
    }

    /**
     * Asked to end.
     *
     * @param since when it was asked
     * @param killAt when it is killed, or killed again
     * @param kills how often it was killed so far
     */
    record Stopping(Alive alive, StopCause cause, Duration since, Duration killAt, int kills) implements Life {
        /** The same for another cause, for which it is killed at {@code latest} if it would not be earlier. */
        public Stopping hastened(StopCause next, Duration latest) {
            return new Stopping(alive, next, since, killAt.compareTo(latest) < 0 ? killAt : latest, kills);
        }

        /** The same after one more kill. */
        public Stopping killedAgainAt(Duration next) {
            return new Stopping(alive, cause, since, next, kills + 1);
        }
    }

    /**
     * The main process is over, or its state is unclear; not known dead yet.
     *
     * @param past what is known of its run
     * @param endedAt when its end was noticed
     * @param cause why it was asked to end; empty if it was not
     * @param asking whether the driver is being asked at the moment
     * @param newsMeanwhile whether news of its end came while the driver was asked: an answer "alive" is then older than the news
     * @param tries how often it was asked in vain
     * @param askAt when it is asked again
     * @param answer why it is not known, as it was last told; empty before the first answer
     */
    record Ending(
            Past past,
            Duration endedAt,
            Optional<StopCause> cause,
            boolean asking,
            boolean newsMeanwhile,
            int tries,
            Duration askAt,
            String answer)
            implements Life {
        /**
         * @param startedAt when the attempt started; empty where unknown
         * @param signals what it said; where it lives after all, that still holds
         * @param checks the same of its probes
         */
        public record Past(Optional<Duration> startedAt, ReplicaSignals signals, Checks checks) {
            /** How long it ran; a run that may have been short counts as short. */
            public Duration uptime(Duration endedAt) {
                return startedAt.map(endedAt::minus).orElse(Duration.ZERO);
            }
        }

        /** The same, with what is known of its probes. */
        public Ending checked(Checks next) {
            Past checked = new Past(past.startedAt(), past.signals(), next);
            return new Ending(checked, endedAt, cause, asking, newsMeanwhile, tries, askAt, answer);
        }

        /** The same, having heard a notification. */
        public Ending hearing(Notification said, Duration at) {
            Past heard = new Past(past.startedAt(), past.signals().with(said, at), past.checks());
            return new Ending(heard, endedAt, cause, asking, newsMeanwhile, tries, askAt, answer);
        }

        /** The same, with the driver being asked. */
        public Ending beingAsked() {
            return new Ending(past, endedAt, cause, true, false, tries, askAt, answer);
        }

        /** The same after news of its end. */
        public Ending withNews() {
            return new Ending(past, endedAt, cause, asking, asking, tries, askAt, answer);
        }

        /** The same after a question in vain, to be asked again at {@code next}. */
        public Ending inVain(Duration next, String why) {
            return new Ending(past, endedAt, cause, false, false, tries + 1, next, why);
        }
    }
}
