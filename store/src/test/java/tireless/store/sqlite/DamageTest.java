package tireless.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.TirelessException;
import tireless.plan.DesiredResource;
import tireless.store.PastRevision;

/** A damaged file is refused or gives back what was written: never anything else, and never as a stack trace. */
class DamageTest {
    private record Content(SortedMap<ResourceKey, DesiredResource> desired, List<Revision> history) {}

    private static final int FLIPS = 300;

    @TempDir
    Path directory;

    private byte[] sound;
    private Content content;

    @BeforeEach
    void fill() throws IOException {
        Path file = directory.resolve("sound.db");
        String[] names = IntStream.range(0, 20).mapToObj(i -> "w" + i).toArray(String[]::new);
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 1, names);
            StoreFiles.save(store, 2, names);
            content = content(store);
        }
        sound = Files.readAllBytes(file);
    }

    @Test
    void refusesATruncatedFile() throws IOException {
        for (int length :
                new int[] {1, 50, 100, 512, 4095, 4096, sound.length / 2, sound.length - 4096, sound.length - 1}) {
            Path file = directory.resolve("cut-" + length + ".db");
            byte[] cut = Arrays.copyOf(sound, length);
            Files.write(file, cut);
            assertThatThrownBy(() -> StoreFiles.open(file))
                    .as("cut to %d", length)
                    .isInstanceOf(TirelessException.class)
                    .hasMessageContaining(file + " is damaged");
            assertThat(Arrays.equals(Files.readAllBytes(file), cut)).isTrue();
        }
    }

    @Test
    void neverGivesBackAnythingElseAfterABitFlip() throws IOException {
        RandomGenerator random = new SplittableRandom(7);
        int refused = 0;
        for (int i = 0; i < FLIPS; i++) {
            int place = random.nextInt(sound.length);
            byte[] flipped = sound.clone();
            flipped[place] ^= (byte) (1 << random.nextInt(8));
            Path file = directory.resolve("flip-" + i + ".db");
            Files.write(file, flipped);
            Optional<Content> read = read(file);
            read.ifPresent(found -> assertThat(found).as("byte %d", place).isEqualTo(content));
            refused += read.isEmpty() ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(FLIPS / 10);
    }

    /** Empty where the file was refused. */
    private static Optional<Content> read(Path file) {
        try (SqliteStore store = StoreFiles.open(file)) {
            return Optional.of(content(store));
        } catch (TirelessException e) {
            assertThat(e).hasMessageContaining(file.toString());
            return Optional.empty();
        }
    }

    private static Content content(SqliteStore store) {
        List<Revision> history = store.desired().keySet().stream()
                .flatMap(key -> store.history(key).stream())
                .map(PastRevision::revision)
                .toList();
        return new Content(store.desired(), history);
    }
}
