package tireless.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.chaos.inject.Journal;
import tireless.chaos.truth.Verdict;

/** What a run came to, for people. */
public final class Report {
    private static final int MOST_SHOWN = 20;

    private final Options options;
    private final Optional<String> leftOut;
    private final Verdict verdict;
    private final List<String> broken;
    private final Map<String, Integer> injected;
    private final Map<String, List<Duration>> durations;

    /** @param leftOut what was not done, and why */
    Report(Options options, Optional<String> leftOut, Journal journal, Verdict verdict) {
        this.options = options;
        this.leftOut = leftOut;
        this.verdict = verdict;
        this.broken = journal.broken();
        this.injected = journal.injected();
        this.durations = journal.durations();
    }

    /** All that must not be, one line each; empty if all held. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(broken);
        verdict.doubled().forEach(copy -> problems.add("doubled: " + copy));
        verdict.logs().forEach(log -> problems.add("log: " + log));
        verdict.restarts().unexplained().forEach(restart -> problems.add("restart: " + restart));
        return problems;
    }

    /** The table, and what broke. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("seed %d, %d workers, %d s of faults%n%n"
                .formatted(options.seed(), options.workers(), options.length().toSeconds()));
        injected.forEach((kind, count) -> row(text, kind, count));
        leftOut.ifPresent(why -> text.append("left out: ").append(why).append('\n'));
        text.append('\n');
        row(text, "starts of workers", verdict.attempts());
        verdict.restarts().byCause().forEach((kind, count) -> row(text, "restarted: " + kind, count));
        row(text, "log lines compared", verdict.lines());
        row(text, "log bytes read", verdict.bytes());
        row(text, "logs removed or rotated before they were read", verdict.notSeen());
        durations.forEach((what, all) -> times(text, what, all));
        times(text, "worker started again after a kill", verdict.restarts().afterKill());
        text.append("\nmust be 0:\n");
        row(text, "workers doubled", verdict.doubled().size());
        row(text, "log lines lost, torn or repeated", verdict.lost());
        row(text, "restarts without a cause", verdict.restarts().unexplained().size());
        row(text, "workers lost, and other broken promises", broken.size());
        List<String> problems = problems();
        problems.stream()
                .limit(MOST_SHOWN)
                .forEach(problem -> text.append("  ").append(problem).append('\n'));
        if (problems.size() > MOST_SHOWN) {
            text.append("  and %d more%n".formatted(problems.size() - MOST_SHOWN));
        }
        text.append("%nwhat was done, with the times: %s%nagain: %s%n".formatted(options.schedule(), options.again()));
        return text.toString();
    }

    private static void row(StringBuilder text, String what, long count) {
        text.append("%-56s %8d%n".formatted(what, count));
    }

    private static void times(StringBuilder text, String what, List<Duration> all) {
        if (!all.isEmpty()) {
            List<Duration> sorted = all.stream().sorted().toList();
            text.append("%-56s p50 %d ms, longest %d ms, of %d%n"
                    .formatted(
                            what,
                            sorted.get(sorted.size() / 2).toMillis(),
                            sorted.getLast().toMillis(),
                            sorted.size()));
        }
    }
}
