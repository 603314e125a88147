package tireless.runtime.process.signal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tireless.linux.AtomicFile;
import tireless.model.SignalSources;

/**
 * What is written down of the newest attempt of a slot, for who adopts it.
 *
 * @param attempt its number
 * @param sources with the port that it was given
 */
record SignalNote(int attempt, SignalSources sources) {
    void write(Path file) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("attempt", Integer.toString(attempt));
        sources.scrape().ifPresent(page -> {
            fields.put("port", Integer.toString(page.port().orElse(0)));
            fields.put("path", page.path());
            fields.put("interval", page.interval().toString());
        });
        fields.put("otlp", Boolean.toString(sources.otlp()));
        sources.logPattern().ifPresent(pattern -> fields.put("logPattern", pattern));
        SignalSources.Names names = sources.names();
        fields.put("processed", names.processed());
        fields.put("errors", names.errors());
        fields.put("backlog", names.backlog());
        fields.put("inFlight", names.inFlight());
        fields.put("latency", names.latency());
        AtomicFile.write(
                file,
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + escaped(field.getValue()) + "\n")
                        .collect(Collectors.joining()));
    }

    /** As a file of properties has it (java.util.Properties). */
    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            text.append(
                    character > ' ' && character < 127 && character != '\\'
                            ? String.valueOf(character)
                            : String.format("\\u%04x", (int) character));
        }
        return text.toString();
    }

    /** Empty if there is none, or none that can be read. */
    static Optional<SignalNote> read(Path file) throws IOException {
        Properties fields = new Properties();
        try {
            fields.load(new StringReader(Files.readString(file)));
            Optional<SignalSources.Scrape> scrape = Optional.ofNullable(fields.getProperty("port"))
                    .map(port -> new SignalSources.Scrape(
                            OptionalInt.of(Integer.parseInt(port)),
                            text(fields, "path"),
                            Duration.parse(text(fields, "interval"))));
            return Optional.of(new SignalNote(
                    Integer.parseInt(text(fields, "attempt")),
                    new SignalSources(
                            scrape,
                            Boolean.parseBoolean(text(fields, "otlp")),
                            Optional.ofNullable(fields.getProperty("logPattern")),
                            new SignalSources.Names(
                                    text(fields, "processed"),
                                    text(fields, "errors"),
                                    text(fields, "backlog"),
                                    text(fields, "inFlight"),
                                    text(fields, "latency")))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (RuntimeException torn) {
            throw new IOException("%s can not be read: %s".formatted(file, torn.getMessage()), torn);
        }
    }

    private static String text(Properties fields, String name) {
        String value = fields.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no `%s`".formatted(name));
        }
        return value;
    }
}
