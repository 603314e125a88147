package tireless.runtime.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/** What a probe writes: of however much, the end is kept. */
final class ProbeOutput {
    private static final byte[] RUNNING = "running\n".getBytes(StandardCharsets.US_ASCII);
    private static final int KEPT_BYTES = 4096;
    private static final int SHOWN_CHARACTERS = 500;
    private static final int SHORTEST_MASKED = 8;

    private final Map<String, String> environment;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(RUNNING.length);
    private byte[] tail = new byte[0];

    /** @param environment what the command was given, whose values it may give away */
    ProbeOutput(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    synchronized void add(byte[] bytes) {
        int ofHead = Math.min(RUNNING.length - head.size(), bytes.length);
        head.write(bytes, 0, ofHead);
        int rest = bytes.length - ofHead;
        int before = Math.min(tail.length, Math.max(0, KEPT_BYTES - rest));
        int added = Math.min(rest, KEPT_BYTES);
        byte[] next = new byte[before + added];
        System.arraycopy(tail, tail.length - before, next, 0, before);
        System.arraycopy(bytes, bytes.length - added, next, before, added);
        tail = next;
    }

    /** Whether the command was run, as far as is known. */
    synchronized boolean isRunning() {
        return Arrays.equals(head.toByteArray(), RUNNING);
    }

    /** The end of it, on one line; where it holds the value of a variable, the variable is named instead: it may be a secret. */
    synchronized String text() {
        String[] text = {new String(tail, StandardCharsets.UTF_8)};
        environment.entrySet().stream()
                .filter(variable -> variable.getValue().length() >= SHORTEST_MASKED)
                .sorted(Comparator.comparingInt(variable -> -variable.getValue().length()))
                .forEach(variable -> text[0] = text[0].replace(variable.getValue(), "$" + variable.getKey()));
        String line = text[0].replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= SHOWN_CHARACTERS
                ? line
                : "…" + line.substring(line.length() - SHOWN_CHARACTERS).strip();
    }
}
