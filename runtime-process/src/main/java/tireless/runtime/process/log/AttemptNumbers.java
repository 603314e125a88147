package tireless.runtime.process.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The attempts that have a folder in that of their slot: each is named by its number. */
public final class AttemptNumbers {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private AttemptNumbers() {}

    /** The numbers, the least first; none if the slot has no folder. */
    public static List<Integer> in(Path slot) throws IOException {
        try (Stream<Path> entries = Files.list(slot)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> NUMBER.matcher(name).matches())
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (UncheckedIOException whileReading) {
            throw whileReading.getCause();
        }
    }
}
