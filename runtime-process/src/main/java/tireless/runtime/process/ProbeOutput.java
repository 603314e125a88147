package tireless.runtime.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a probe writes: of however much, the end is kept. It may be told to people, so what may be a secret is not in it. */
final class ProbeOutput {
    private static final byte[] RUNNING = "running\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SHOWN_BYTES = 4096;
    private static final int LONGEST_MASKED = 1 << 16;
    private static final int SHOWN_CHARACTERS = 500;
    private static final int SHORTEST_MASKED = 8;

    /** What to look for, longest first, and what to say instead. */
    private final Map<String, String> masks;

    private final int kept;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(RUNNING.length);
    private byte[] tail = new byte[0];
    private boolean cut;

    /** @param environment what the command was given, whose values it may give away */
    ProbeOutput(Map<String, String> environment) {
        this.masks = masks(environment);
        this.kept = SHOWN_BYTES
                + masks.keySet().stream()
                        .mapToInt(value -> value.getBytes(StandardCharsets.UTF_8).length)
                        .max()
                        .orElse(0);
    }

    synchronized void add(byte[] bytes) {
        int ofHead = Math.min(RUNNING.length - head.size(), bytes.length);
        head.write(bytes, 0, ofHead);
        int rest = bytes.length - ofHead;
        int before = Math.min(tail.length, Math.max(0, kept - rest));
        int added = Math.min(rest, kept);
        cut |= before < tail.length || added < rest;
        byte[] next = new byte[before + added];
        System.arraycopy(tail, tail.length - before, next, 0, before);
        System.arraycopy(bytes, bytes.length - added, next, before, added);
        tail = next;
    }

    /** Whether the command was run, as far as is known. */
    synchronized boolean isRunning() {
        return Arrays.equals(head.toByteArray(), RUNNING);
    }

    /** The values of variables, and the lines of those that have several, by what names them instead. */
    private static Map<String, String> masks(Map<String, String> environment) {
        Map<String, String> masks = new LinkedHashMap<>();
        environment.entrySet().stream()
                .flatMap(variable -> Stream.concat(
                                Stream.of(variable.getValue()),
                                variable.getValue().lines())
                        .map(secret -> Map.entry(secret.strip(), "$" + variable.getKey())))
                .filter(mask -> mask.getKey().length() >= SHORTEST_MASKED
                        && mask.getKey().length() <= LONGEST_MASKED)
                .sorted(Comparator.comparingInt(mask -> -mask.getKey().length()))
                .forEach(mask -> masks.putIfAbsent(mask.getKey(), mask.getValue()));
        return masks;
    }

    /** The end of it, on one line; where it holds the value of a variable, the variable is named instead: it may be a secret. */
    synchronized String text() {
        String text = new String(tail, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> mask : masks.entrySet()) {
            text = text.replace(mask.getKey(), mask.getValue());
        }
        if (cut) {
            // The first line that is left may begin in the middle of a value.
            int end = text.indexOf('\n');
            text = end < 0 ? "" : text.substring(end);
        }
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= SHOWN_CHARACTERS
                ? line
                : "…" + line.substring(line.length() - SHOWN_CHARACTERS).strip();
    }
}
