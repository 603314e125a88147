package tireless.chaos.truth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tireless.linux.ProcessStat;

/** The living processes that carry a place's path in their command line or environment, as {@code /proc} shows them. */
public record Processes(Path place) {
    private static final String ATTEMPT = "TIRELESS_ATTEMPT=";

    /**
     * A living process.
     *
     * @param parent its parent's number
     * @param words its command line, with blanks between
     * @param environment of its start, with a zero byte after each variable
     */
    public record Found(long pid, long parent, String words, String environment) {
        public boolean isServer() {
            return words.contains(" __serve") && !isGuard();
        }

        public boolean isGuard() {
            return words.contains(" tireless-guard ");
        }

        public boolean isKeeper() {
            return words.contains("/keeper-");
        }

        boolean isWorker() {
            return words.contains("worker.sh ") && !words.contains(" -c ");
        }

        /** The attempt whose mark it carries; empty if it has none. */
        public String attempt() {
            int start = environment.indexOf(ATTEMPT);
            return start < 0 ? "" : environment.substring(start, environment.indexOf('\0', start));
        }
    }

    public List<Found> living() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> pid != ProcessHandle.current().pid())
                .flatMap(pid -> found(pid).stream())
                .toList();
    }

    /** The workers by the marks of their attempts; a copy of the shell that is about to become another command is none. */
    public Map<String, List<Found>> workers() {
        List<Found> all = living();
        Map<Long, Found> byPid = all.stream().collect(Collectors.toMap(Found::pid, Function.identity()));
        return all.stream()
                .filter(Found::isWorker)
                .filter(found -> Optional.ofNullable(byPid.get(found.parent()))
                        .filter(Found::isWorker)
                        .isEmpty())
                .collect(Collectors.groupingBy(Found::attempt));
    }

    /** The worker's process, if it lives; another one may have its number by now. */
    public Optional<Found> worker(Birth birth) {
        String slot = birth.slot();
        int dash = slot.lastIndexOf('-');
        String mark = "/%s/%s/%d".formatted(slot.substring(0, dash), slot.substring(dash + 1), birth.attempt());
        return found(birth.pid())
                .filter(Found::isWorker)
                .filter(found -> found.attempt().endsWith(mark));
    }

    /** The process with this number, if it lives and belongs to the place. */
    public Optional<Found> found(long pid) {
        try {
            if (ProcessStat.of(pid).filter(ProcessStat::isAlive).isEmpty()) {
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        String words = read(pid, "cmdline").replace('\0', ' ');
        String environment = read(pid, "environ");
        if (!words.contains(place.toString()) && !environment.contains(place.toString())) {
            return Optional.empty();
        }
        long parent = ProcessHandle.of(pid)
                .flatMap(ProcessHandle::parent)
                .map(ProcessHandle::pid)
                .orElse(0L);
        return Optional.of(new Found(pid, parent, words, environment));
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
