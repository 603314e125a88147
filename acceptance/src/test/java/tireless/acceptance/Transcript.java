package tireless.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of one stream, kept as they come. Whoever waits for a line is woken by it. */
final class Transcript {
    private static final int LINES_IN_MESSAGES = 60;

    private final List<String> lines = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<String, Integer> cursors = new HashMap<>();
    private boolean ended;

    Transcript(InputStream stream) {
        Thread.ofVirtual().start(() -> read(stream));
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                add(line);
            }
        } catch (IOException e) {
            add("(the stream broke: " + e.getMessage() + ")");
        }
        lock.lock();
        try {
            ended = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(String line) {
        lock.lock();
        try {
            lines.add(line);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next line with {@code regex}, behind the one that was found before with the same {@code start}: what different
     * sources say comes in no certain order.
     *
     * @param start a pattern, what such lines begin with
     */
    Matcher next(String start, String regex, Duration limit) {
        lock.lock();
        try {
            Pattern pattern = Pattern.compile("^" + start + ".*?(?:" + regex + ")");
            int[] at = {cursors.getOrDefault(start, 0)};
            Matcher[] found = new Matcher[1];
            boolean there = await(limit, () -> {
                for (; at[0] < lines.size() && found[0] == null; at[0]++) {
                    Matcher matcher = pattern.matcher(lines.get(at[0]));
                    if (matcher.find()) {
                        found[0] = matcher;
                    }
                }
                return found[0] != null || ended;
            });
            if (found[0] == null) {
                throw new AssertionError("no line with /%s/ %s, only:%n%s"
                        .formatted(pattern, there ? "before the end" : "within " + limit.toSeconds() + " s", tail()));
            }
            cursors.put(start, at[0]);
            return found[0];
        } finally {
            lock.unlock();
        }
    }

    /** Everything, once the stream is at its end. */
    String whole(Duration limit) {
        lock.lock();
        try {
            if (!await(limit, () -> ended)) {
                throw new AssertionError("the stream stays open after:\n" + tail());
            }
            return String.join("\n", lines);
        } finally {
            lock.unlock();
        }
    }

    /** Looks again at each news; false if the condition does not hold in time. */
    private boolean await(Duration limit, BooleanSupplier condition) {
        long left = limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = news.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private String tail() {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_IN_MESSAGES), lines.size()));
    }

    /** What was said so far. */
    String text() {
        lock.lock();
        try {
            return String.join("\n", lines);
        } finally {
            lock.unlock();
        }
    }

    /** The last of it, for a message. */
    String soFar() {
        lock.lock();
        try {
            return tail();
        } finally {
            lock.unlock();
        }
    }
}
