package tireless.runtime.process;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a constructor has opened so far; where a later step of it fails, nobody else could close that. */
final class Opened {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    <T extends AutoCloseable> T and(T part) {
        parts.push(part);
        return part;
    }

    /** Closes all, the last first; what fails at that is told with {@code failure}. */
    void closeAfter(Throwable failure) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
        }
        parts.clear();
    }
}
