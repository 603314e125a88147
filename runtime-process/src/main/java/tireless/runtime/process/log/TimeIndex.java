package tireless.runtime.process.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tireless.linux.AtomicFile;
import tireless.model.BootId;

/**
 * How an attempt's output file grew: a line {@code BOOT GENERATION OFFSET MILLIS CHECK .} for each look at it that found it longer.
 * A torn line counts as absent. Not safe for many threads.
 */
final class TimeIndex {
    private static final int LAST_BYTES = 1024;
    private static final int FIELDS = 6;
    private static final HexFormat HEX = HexFormat.of();

    private final Path file;

    /** Whether the line before may be torn. */
    private boolean torn = true;

    TimeIndex(Path file) {
        this.file = file;
    }

    /**
     * One look.
     *
     * @param boot of the machine at that time
     * @param generation how often the file had been cut
     * @param check of the last bytes that it then had
     */
    record Entry(BootId boot, int generation, TimeMark mark, int check) {
        String line() {
            return "%s %d %d %d %s .\n"
                    .formatted(boot, generation, mark.offset(), mark.millis(), HEX.toHexDigits(check));
        }

        static Optional<Entry> parse(String line) {
            String[] fields = line.split(" ", -1);
            if (fields.length != FIELDS || !fields[FIELDS - 1].equals(".")) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Entry(
                        new BootId(fields[0]),
                        Integer.parseInt(fields[1]),
                        new TimeMark(Long.parseLong(fields[2]), Long.parseLong(fields[3])),
                        HexFormat.fromHexDigits(fields[4])));
            } catch (IllegalArgumentException torn) {
                return Optional.empty();
            }
        }

        boolean isAtOrAfter(int otherGeneration, long offset) {
            return generation > otherGeneration || (generation == otherGeneration && mark.offset() >= offset);
        }
    }

    long bytes() throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException none) {
            return 0;
        }
    }

    Optional<Entry> last() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(LAST_BYTES, in.length())];
            in.seek(in.length() - bytes.length);
            in.readFully(bytes);
            String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
            for (int at = lines.length - 1; at >= 0; at--) {
                Optional<Entry> entry = Entry.parse(lines[at]);
                if (entry.isPresent()) {
                    return entry;
                }
            }
        }
        return Optional.empty();
    }

    void append(Entry entry) throws IOException {
        String line = (torn ? "\n" : "") + entry.line();
        torn = true;
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                OutputFiles.PRIVATE_FILE)) {
            var bytes = StandardCharsets.UTF_8.encode(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        torn = false;
    }

    /** The marks of a generation within a range, both ends included. */
    List<TimeMark> marks(int generation, long from, long to) throws IOException {
        return entries(entry -> entry.generation() == generation
                        && entry.mark().offset() >= from
                        && entry.mark().offset() <= to)
                .stream()
                .map(Entry::mark)
                .toList();
    }

    private List<Entry> entries(Predicate<Entry> wanted) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Entry.parse(line).filter(wanted).ifPresent(entries::add);
            }
        } catch (NoSuchFileException none) {
            return List.of();
        }
        return entries;
    }

    /** Forgets what is before an offset, which segments know by now; the last entry stays. */
    void cut(int generation, long offset) throws IOException {
        List<Entry> left = new ArrayList<>(entries(entry -> entry.isAtOrAfter(generation, offset)));
        if (left.isEmpty()) {
            last().ifPresent(left::add);
        }
        AtomicFile.write(file, left.stream().map(Entry::line).collect(Collectors.joining()));
        torn = false;
    }
}
