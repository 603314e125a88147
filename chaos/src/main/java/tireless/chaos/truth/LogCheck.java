package tireless.chaos.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares logs with what the workers noted of their writing. */
final class LogCheck {
    /** How many attempts of a slot are kept at least. */
    private static final int KEPT = 19;

    private LogCheck() {}

    /**
     * @param all of all attempts together
     * @param problems the attempts that differ, for people
     * @param notSeen attempts that were removed, or rotated, before they could be read
     */
    record Result(RunLog.Difference all, List<String> problems, int notSeen) {
        Result {
            problems = List.copyOf(problems);
        }
    }

    /** All attempts from their first line on. An attempt of which nothing was seen has been removed with its resource. */
    static Result ofFiles(Map<String, RunLog> logs, Map<String, Ledger> ledgers) {
        Tally tally = new Tally();
        ledgers.forEach((run, ledger) -> tally.add(run, Optional.ofNullable(logs.get(run)), ledger, 0));
        tally.nobody(logs);
        return tally.result();
    }

    /**
     * What the server shows of one slot.
     *
     * @param newest the start of the worker that runs there
     * @param lines what is shown, oldest first
     * @param limited whether as much is shown as can be, so that the oldest may be missing
     */
    static Result ofSlot(Birth newest, List<String> lines, boolean limited, Map<String, Ledger> ledgers) {
        Map<String, RunLog> shown = new TreeMap<>();
        String oldest = "";
        String present = LogFiles.NOBODY;
        for (String text : lines) {
            Optional<LogLine> line = LogLine.parse(text);
            if (line.isPresent()) {
                present = line.get().run();
                oldest = oldest.isEmpty() ? present : oldest;
                shown.computeIfAbsent(present, _ -> new RunLog())
                        .line(line.get().number());
            } else if (!text.isEmpty()) {
                shown.computeIfAbsent(present, _ -> new RunLog()).torn(text);
            }
        }
        Tally tally = new Tally();
        tally.nobody(shown);
        String slot = newest.run().substring(0, newest.run().lastIndexOf('.') + 1);
        for (int attempt = Math.max(1, newest.attempt() - KEPT); attempt <= newest.attempt(); attempt++) {
            String run = slot + attempt;
            RunLog log = shown.getOrDefault(run, new RunLog());
            boolean before = limited && (log.isEmpty() || run.equals(oldest));
            Ledger ledger = ledgers.getOrDefault(run, Ledger.NOTHING);
            if (!before || !log.isEmpty()) {
                tally.add(run + " as shown", Optional.of(log), ledger, before ? log.first() : 0);
            }
        }
        return tally.result();
    }

    static Result together(List<Result> results) {
        Tally tally = new Tally();
        results.forEach(tally::add);
        return tally.result();
    }

    private static final class Tally {
        private final List<String> problems = new ArrayList<>();
        private RunLog.Difference all = RunLog.Difference.NONE;
        private int notSeen;

        void add(String run, Optional<RunLog> log, Ledger ledger, int from) {
            if (log.isEmpty() || log.get().isMoved()) {
                notSeen += ledger.written().isEmpty() ? 0 : 1;
                return;
            }
            RunLog.Difference difference = log.get().against(ledger, from);
            all = all.plus(difference);
            if (!difference.isClean()) {
                problems.add(run + ": " + difference + " " + log.get().torn());
            }
        }

        void nobody(Map<String, RunLog> logs) {
            Optional.ofNullable(logs.get(LogFiles.NOBODY))
                    .ifPresent(log -> add("no attempt", Optional.of(log), Ledger.NOTHING, 0));
        }

        void add(Result result) {
            problems.addAll(result.problems());
            all = all.plus(result.all());
            notSeen += result.notSeen();
        }

        Result result() {
            return new Result(all, problems, notSeen);
        }
    }
}
