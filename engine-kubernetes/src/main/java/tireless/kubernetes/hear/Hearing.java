package tireless.kubernetes.hear;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.kubernetes.relay.RelayReader;
import tireless.kubernetes.sight.PodView;
import tireless.model.SelfReport;
import tireless.model.StallPolicy;
import tireless.model.Throughput;
import tireless.throughput.Notification;
import tireless.throughput.ReplicaSignals;
import tireless.throughput.Stall;

/**
 * What is heard of the worker in one pod, and how far that can be relied on. Times are since boot. For one thread at a time.
 *
 * <p>A relay prints a line each 2 s. What no line was heard of is not known: it is no silence of the worker, no stall, and no work.
 */
public final class Hearing {
    /** Of whom no line came for so long nothing is known any more. */
    public static final Duration UNHEARD = Duration.ofSeconds(10);

    /** A relay of which no line came for so long is asked anew. */
    private static final Duration MISSED = Duration.ofSeconds(20);

    private static final String TOO_SLOW =
            "`logPattern` takes too long for some lines, which are not counted: it can be fitted to them in too many ways";

    private static final Notification READY = Notification.parse("READY=1".getBytes(StandardCharsets.UTF_8));

    private RelayReader reader = new RelayReader();
    private ReplicaSignals signals = ReplicaSignals.NONE;
    private Optional<Instant> began = Optional.empty();
    private Duration beganHere = Duration.ZERO;
    private boolean running;
    private Optional<Duration> readySince = Optional.empty();
    private int relayRun = -1;
    private Duration lineAt;
    private Duration listeningSince = Duration.ZERO;
    private Optional<String> pattern = Optional.empty();
    private boolean toldTooSlow;
    private Optional<Duration> countedUntil = Optional.empty();
    private int stream;
    private Duration streamSince = Duration.ZERO;
    private Optional<Duration> certainUntil = Optional.empty();
    private String deaf = "";
    private boolean stalled;

    /** @param now since when it is listened to */
    public Hearing(Duration now) {
        this.lineAt = now;
    }

    /** How the pod looks now. */
    public void sees(PodView pod, Duration now) {
        Optional<Instant> since = pod.runningSince();
        running = since.isPresent();
        if (running && !since.equals(began)) {
            began = since;
            beganHere = now;
            signals = ReplicaSignals.NONE;
            readySince = Optional.empty();
            countedUntil = Optional.empty();
            certainUntil = Optional.empty();
            take(reader.began(since.get()));
        }
    }

    /** Whether it runs and is ready. */
    public void ready(boolean is, Duration now) {
        if (!is) {
            readySince = Optional.empty();
        } else if (readySince.isEmpty()) {
            readySince = Optional.of(now);
        }
    }

    /**
     * A line of the relay.
     *
     * @param run how often the relay had been started again: what was said between two runs is lost
     * @return what hinders hearing, for people
     */
    public List<String> line(int run, String text, Duration arrived) {
        if (relayRun >= 0 && run != relayRun) {
            listeningSince = arrived;
        }
        relayRun = run;
        lineAt = arrived;
        deaf = "";
        return take(reader.line(text, arrived));
    }

    private List<String> take(List<RelayReader.Heard> news) {
        List<String> warnings = new ArrayList<>();
        for (RelayReader.Heard heard : news) {
            switch (heard) {
                case RelayReader.Heard.Said(Notification said, Duration at) -> signals = signals.with(said, at);
                case RelayReader.Heard.Warned(String what, var _) -> warnings.add(what);
            }
        }
        return warnings;
    }

    /** Whether its relay should have printed a line long ago; once for each such time. */
    public boolean missesLine(Duration now) {
        boolean misses = now.minus(lineAt).compareTo(MISSED) > 0;
        lineAt = misses ? now : lineAt;
        return misses;
    }

    /**
     * By which pattern it is counted by the lines of its log, of which nothing is known before {@link #counted} says so; empty where it is not. By another
     * one than before it is heard anew: the relay says all of it again with its next line.
     */
    public void countsBy(Optional<String> other, Duration now) {
        if (other.equals(pattern)) {
            return;
        }
        pattern = other;
        signals = signals.ready() ? ReplicaSignals.NONE.with(READY, now) : ReplicaSignals.NONE;
        reader = new RelayReader();
        began.ifPresent(reader::began);
        beganHere = now;
        listeningSince = now;
        countedUntil = Optional.empty();
        certainUntil = Optional.empty();
    }

    /**
     * What was counted of its lines by {@code now}.
     *
     * @param run how often its container was started again
     * @return what hinders counting, for people
     */
    public List<String> counted(LineCount.Counted counted, int run, Duration now) {
        if (counted.run() != run) {
            return List.of();
        }
        signals = signals.with(Notification.of(counted.numbers(), Notification.Origin.TOLD), now);
        countedUntil = Optional.of(now);
        if (counted.stream() == stream) {
            certainUntil = Optional.of(streamSince);
        } else {
            stream = counted.stream();
            streamSince = now;
        }
        boolean warns = counted.tooSlow() && !toldTooSlow;
        toldTooSlow |= warns;
        return warns ? List.of(TOO_SLOW) : List.of();
    }

    /** That what the pod prints can not be read. */
    public void deaf(String why) {
        deaf = why;
    }

    /** Why it is not heard, for people; empty where nothing is known to be in the way. */
    public String deafness() {
        return deaf;
    }

    /** Whether it said that it is ready. */
    public boolean saidReady() {
        return signals.ready();
    }

    /** Whether it can be waited for its word: it is heard, or has only just begun. */
    public boolean mayYetSpeak(Duration now) {
        return reader.heardUntil()
                        .filter(at -> now.minus(at).compareTo(UNHEARD) < 0)
                        .isPresent()
                || hasJustBegun(now);
    }

    private boolean hasJustBegun(Duration now) {
        return running && now.minus(beganHere).compareTo(UNHEARD) < 0;
    }

    /**
     * How much it has begun and not finished; 0 where it is idle, or never said. One that asked not to be taken counts as busy, and so does one
     * of which nothing was heard yet, as after a restart of the server, as long as that may come.
     */
    public long work(Duration now) {
        boolean unknown = reader.heardUntil().isEmpty() && hasJustBegun(now);
        return Math.max(signals.counters().inFlight().orElse(0), unknown || signals.scaleInProtection() ? 1 : 0);
    }

    /** What it says of itself. */
    public SelfReport report(Duration now) {
        Throughput throughput = until(countedUntil)
                .filter(at -> running && now.minus(at).compareTo(UNHEARD) < 0)
                .map(signals::throughput)
                .orElse(Throughput.UNKNOWN);
        return new SelfReport(throughput, signals.status(), signals.scaleInProtection());
    }

    /**
     * Why it counts as stalled; empty where it does not, or that is not certain. Of a stream on which nothing comes it is not known whether it is
     * broken, so no count is certain that is newer than the stream that the lines come by.
     */
    public Optional<String> stall(StallPolicy policy) {
        return stall(policy, until(certainUntil)).map(Stall::why);
    }

    /** Whether it would count as stalled if its lines did not come by a stream that may be broken: to be asked for anew. */
    public boolean isCountDoubted(StallPolicy policy, Duration now) {
        return pattern.isPresent()
                && streamSince.compareTo(now) < 0
                && stall(policy).isEmpty()
                && stall(policy, until(countedUntil)).isPresent();
    }

    private Optional<Stall> stall(StallPolicy policy, Optional<Duration> until) {
        return readySince.flatMap(ready -> until.flatMap(known -> Stall.of(policy, signals, ready, listeningSince)
                .filter(stall -> stall.at().compareTo(known) <= 0)));
    }

    /** Whether a stall is news; {@code why} is empty where there is none. */
    public boolean tells(Optional<String> why) {
        boolean news = why.isPresent() && !stalled;
        stalled = why.isPresent();
        return news;
    }

    /** Until when all is known that it said and did, where that is how long its lines are counted. */
    private Optional<Duration> until(Optional<Duration> counted) {
        Optional<Duration> heard = reader.heardUntil();
        return pattern.isPresent()
                ? heard.flatMap(at -> counted.map(count -> at.compareTo(count) < 0 ? at : count))
                : heard;
    }
}
