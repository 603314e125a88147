package tireless.runtime.process;

import java.io.IOException;
import java.util.Optional;
import tireless.linux.ProcessStat;
import tireless.model.BootId;

/**
 * A process that no later one can be taken for.
 *
 * @param startTicks when it started, see {@link ProcessStat}
 */
record ProcessIdentity(long pid, long startTicks, BootId boot) {
    private static final int VERSION = 1;
    private static final int WORDS = 5;

    /** Reads {@code 1 PID START BOOT .}; empty if any of it is missing. */
    static Optional<ProcessIdentity> parse(String text) {
        String[] words = text.strip().split(" ", -1);
        if (words.length != WORDS || !words[0].equals(Integer.toString(VERSION)) || !words[4].equals(".")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ProcessIdentity(Long.parseLong(words[1]), Long.parseLong(words[2]), new BootId(words[3])));
        } catch (NumberFormatException torn) {
            return Optional.empty();
        }
    }

    /** Whether this is the text of a later version, which this one can not read. */
    static boolean isNewer(String text) {
        return WrittenVersion.of(text).orElse(VERSION) > VERSION;
    }

    /** The process now; empty if it is over, be it reaped or not. */
    Optional<ProcessStat> alive(BootId now) throws IOException {
        return boot.equals(now)
                ? ProcessStat.of(pid).filter(stat -> stat.startTicks() == startTicks && stat.isAlive())
                : Optional.empty();
    }
}
