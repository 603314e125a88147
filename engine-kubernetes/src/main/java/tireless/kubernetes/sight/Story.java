package tireless.kubernetes.sight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.model.Exit;
import tireless.model.Happening;

/**
 * What happened to a pod between two looks at it. Pure; what came and went between them is told by its last alone.
 *
 * @param before attempts in its place before the pod
 * @param failures ends of its container since the cluster last forgot them
 * @param why it is being deleted, where it is, for people
 */
public record Story(int before, int failures, String why) {
    /** A container that ran for so long has its failures forgotten by the kubelet. */
    static final Duration FORGIVEN = Duration.ofMinutes(10);

    /** A pod that was already there when the engine began. */
    public List<Happening> adopted(PodView pod) {
        return pod.box() instanceof Box.Running
                ? List.of(new Happening.Adopted(before + pod.restarts() + 1, 0))
                : List.of();
    }

    /**
     * A pod that is new, or another than before.
     *
     * @param last how it looked; empty if it is new
     */
    public List<Happening> between(Optional<PodView> last, PodView pod) {
        List<Happening> told = new ArrayList<>();
        int ends = last.map(PodView::ends).orElse(0);
        if (pod.ends() > ends) {
            pod.lastEnd().ifPresent(end -> told.add(exited(before + pod.ends(), end)));
        }
        if (pod.box() instanceof Box.PutOff(Ended end, Duration delay)
                && last.filter(l -> l.box() instanceof Box.PutOff && l.ends() == pod.ends())
                        .isEmpty()) {
            told.add(new Happening.BackedOff(
                    failures, delay, end.finishedAt().plus(delay), end.exit().isSuccess()));
        }
        int attempt = before + pod.restarts() + 1;
        boolean ranBefore = last.filter(l -> l.restarts() == pod.restarts())
                .flatMap(PodView::runningSince)
                .isPresent();
        pod.runningSince().filter(_ -> !ranBefore).ifPresent(since -> told.add(started(pod, attempt, since)));
        boolean wasReady = ranBefore && last.filter(PodView::ready).isPresent();
        if (pod.ready() && !wasReady) {
            told.add(new Happening.Ready(attempt));
        } else if (!pod.ready()
                && wasReady
                && pod.runningSince().isPresent()
                && !pod.going().on()) {
            told.add(new Happening.Unready(
                    attempt,
                    "its readiness probe failed, a container beside it ended, or it is not reached by the cluster"));
        }
        if (pod.going().on() && last.filter(l -> l.going().on()).isEmpty()) {
            told.add(new Happening.Stopping(
                    pod.going().why().isEmpty() ? why : pod.going().why(),
                    pod.going().grace()));
        }
        return told;
    }

    /** A pod that is gone, as it looked last. */
    public List<Happening> gone(PodView last, Instant now) {
        int attempt = before + last.restarts() + 1;
        return last.ends() > last.restarts()
                ? List.of()
                : last.runningSince()
                        .<List<Happening>>map(since -> List.of(new Happening.Exited(
                                attempt,
                                last.going().on()
                                        ? new Exit.Unknown("its pod was deleted, and its end was not reported")
                                        : new Exit.Unknown("its pod was gone at once"),
                                positive(Duration.between(since, now)))))
                        .orElse(List.of());
    }

    private static Happening started(PodView pod, int attempt, Instant since) {
        Optional<Duration> pause = pod.restarts() == 0
                ? Optional.empty()
                : pod.lastEnd().map(end -> positive(Duration.between(end.finishedAt(), since)));
        return new Happening.Started(attempt, 0, pause);
    }

    private static Happening exited(int attempt, Ended end) {
        return new Happening.Exited(attempt, end.exit(), end.uptime());
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
