package tireless.chaos.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads on in the files of all attempts. What it has opened it reads to its end, also when the file was removed. */
final class LogFiles implements AutoCloseable {
    /** Who wrote what belongs to no attempt. */
    static final String NOBODY = "?";

    private static final int BLOCK = 1 << 16;

    private final Path replicas;
    private final Map<Object, Reading> open = new LinkedHashMap<>();
    private final Map<String, RunLog> runs = new TreeMap<>();
    private long bytes;

    /** @param home the folder of the server's state */
    LogFiles(Path home) {
        this.replicas = home.resolve("replicas");
    }

    private static final class Reading {
        private final FileChannel file;
        private String torn = "";
        private Optional<String> run = Optional.empty();

        Reading(FileChannel file) {
            this.file = file;
        }
    }

    /** Reads what has come. */
    synchronized void readOn() throws IOException {
        for (Path log : logs()) {
            try {
                Object key = Files.readAttributes(log, java.nio.file.attribute.BasicFileAttributes.class)
                        .fileKey();
                if (!open.containsKey(key)) {
                    open.put(key, new Reading(FileChannel.open(log)));
                }
            } catch (NoSuchFileException gone) {
                // Removed since it was listed, with its attempt.
            }
        }
        for (Reading reading : open.values()) {
            readOn(reading);
        }
    }

    private java.util.List<Path> logs() throws IOException {
        // .../<workspace>/<type>/<name>/<ordinal>/<attempt>/log
        int depth = 6;
        try (Stream<Path> files = Files.find(
                replicas,
                depth,
                (file, _) -> file.endsWith("log") && file.getNameCount() == replicas.getNameCount() + depth)) {
            return files.toList();
        } catch (UncheckedIOException | NoSuchFileException gone) {
            // A folder went while it was listed; the next look sees the rest.
            return java.util.List.of();
        }
    }

    private void readOn(Reading reading) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        while (reading.file.read(block) > 0) {
            bytes += block.position();
            String text = reading.torn + new String(block.array(), 0, block.position(), StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n') + 1;
            text.substring(0, end).lines().forEach(line -> line(reading, line));
            reading.torn = text.substring(end);
            block.clear();
        }
    }

    private void line(Reading reading, String text) {
        // What was rotated away is read as zeros.
        if (text.indexOf('\0') >= 0) {
            reading.run.ifPresent(
                    run -> runs.computeIfAbsent(run, _ -> new RunLog()).moved());
            String rest = text.substring(text.lastIndexOf('\0') + 1);
            LogLine.parse(rest).ifPresent(line -> {
                reading.run = Optional.of(line.run());
                runs.computeIfAbsent(line.run(), _ -> new RunLog()).moved();
            });
            return;
        }
        Optional<LogLine> line = LogLine.parse(text);
        if (line.isPresent()) {
            reading.run = Optional.of(line.get().run());
            runs.computeIfAbsent(line.get().run(), _ -> new RunLog())
                    .line(line.get().number());
        } else if (!text.isEmpty()) {
            runs.computeIfAbsent(reading.run.orElse(NOBODY), _ -> new RunLog()).torn(text);
        }
    }

    /** All attempts whose log was seen, by their name; {@link #NOBODY} has what belongs to none. */
    synchronized Map<String, RunLog> runs() {
        return new TreeMap<>(runs);
    }

    synchronized long bytes() {
        return bytes;
    }

    @Override
    public synchronized void close() throws IOException {
        for (Reading reading : open.values()) {
            reading.file.close();
        }
    }
}
