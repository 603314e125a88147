package tireless.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;
import tireless.plan.DesiredResource;
import tireless.store.DamagedStoreException;
import tireless.store.PastRevision;
import tireless.store.SealedSecret;
import tireless.store.Write;

/** What is whole in a damaged database is saved as it was, and what is lost is named. */
class SalvageTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final String[] NAMES =
            IntStream.range(0, 40).mapToObj(i -> "w" + i).toArray(String[]::new);
    private static final int TRIES = 60;

    @TempDir
    Path directory;

    private Path file;
    private byte[] sound;
    private SortedMap<ResourceKey, DesiredResource> desired;

    @BeforeEach
    void fill() throws IOException {
        file = directory.resolve("tireless.db");
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 1, NAMES);
            StoreFiles.save(store, 2, NAMES);
            DesiredResource gone = store.desired(StoreFiles.key("w39")).orElseThrow();
            store.commit(List.of(new Write.Forget(gone.key(), gone.version(), NOW)));
            desired = new TreeMap<>(store.desired());
        }
        sound = Files.readAllBytes(file);
    }

    @Test
    void namesTheOneWhoseRevisionIsDamagedAndSavesTheOthers() throws IOException {
        damage("\"--number\",\"2\"", 1);
        Salvage salvage = Salvage.of(file, StoreFiles.LIBRARIES, NOW);
        assertThat(salvage.lost()).hasSize(1).containsValue("its revision 2 is damaged");
        assertThat(salvage.saved()).hasSize(38);
        String lost = salvage.lost().firstKey().replace("worker public/", "");
        try (SqliteStore store = StoreFiles.open(file)) {
            desired.remove(StoreFiles.key(lost));
            assertThat(store.desired()).isEqualTo(desired);
            List<PastRevision> past = store.history(StoreFiles.key(lost));
            assertThat(past)
                    .singleElement()
                    .satisfies(revision -> assertThat(revision.deletedAt()).contains(NOW));
            StoreFiles.save(store, 3, "w0");
        }
    }

    @Test
    void valuesOfSecretsAreSavedWhereTheStructureIsSoundAndWhereItIsNot() throws IOException {
        SealedSecret values = StoreFiles.sealed("door", "s".repeat(9_000));
        try (SqliteStore store = StoreFiles.open(file)) {
            store.commit(List.of(new Write.Save(StoreFiles.secret("door"))), List.of(), List.of(values));
        }
        sound = Files.readAllBytes(file);
        damage("\"--number\",\"2\"", 1);
        Salvage.of(file, StoreFiles.LIBRARIES, NOW);
        try (SqliteStore store = StoreFiles.open(file)) {
            assertThat(store.secrets().all()).containsExactly(values);
        }
        byte[] headless = sound.clone();
        Arrays.fill(headless, 0, 100, (byte) 0);
        Files.write(file, headless);
        Salvage.of(file, StoreFiles.LIBRARIES, NOW);
        try (SqliteStore store = StoreFiles.open(file)) {
            assertThat(store.secrets().all()).containsExactly(values);
        }
    }

    @Test
    void keepsTheDamagedFileAsItWas() throws IOException {
        damage("\"--number\",\"2\"", 1);
        byte[] damaged = Files.readAllBytes(file);
        Salvage salvage = Salvage.of(file, StoreFiles.LIBRARIES, NOW);
        assertThat(salvage.kept().getFileName().toString()).startsWith("tireless.db.replaced-");
        assertThat(Files.readAllBytes(salvage.kept())).isEqualTo(damaged);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList()).containsExactlyInAnyOrder(file, salvage.kept());
        }
    }

    @Test
    void savesAllWhenOnlyTheHeadIsDamaged() throws IOException {
        byte[] damaged = sound.clone();
        Arrays.fill(damaged, 0, 100, (byte) 0);
        Files.write(file, damaged);
        Salvage salvage = Salvage.of(file, StoreFiles.LIBRARIES, NOW);
        assertThat(salvage.lost()).isEmpty();
        assertThat(desired()).isEqualTo(desired);
    }

    @Test
    void changesNothingWhereNothingIsWhole() throws IOException {
        byte[] noise = new byte[50_000];
        new SplittableRandom(1).nextBytes(noise);
        Files.write(file, noise);
        assertThatThrownBy(() -> Salvage.of(file, StoreFiles.LIBRARIES, NOW))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("nothing of " + file + " can be saved")
                .hasMessageContaining("tireless restore");
        assertThat(Files.readAllBytes(file)).isEqualTo(noise);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList()).containsExactly(file);
        }
    }

    @Test
    void ofAnEmptyFileThereIsNothing() throws IOException {
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> Salvage.of(file, StoreFiles.LIBRARIES, NOW))
                .hasMessageContaining("nothing of " + file + " can be saved");
    }

    @Test
    void everyResourceIsEitherSavedAsItWasOrNamed() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        int repaired = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] damaged = sound.clone();
            for (int hits = 0; hits < 3; hits++) {
                int place = random.nextInt(damaged.length);
                Arrays.fill(damaged, place, Math.min(place + random.nextInt(300), damaged.length), (byte) hits);
            }
            file = directory.resolve("try-" + i + ".db");
            Files.write(file, damaged);
            try {
                StoreFiles.open(file).close();
            } catch (DamagedStoreException _) {
                Salvage salvage = Salvage.of(file, StoreFiles.LIBRARIES, NOW);
                SortedMap<ResourceKey, DesiredResource> saved = desired();
                desired.forEach((key, resource) -> assertThat(resource.equals(saved.get(key))
                                || salvage.lost().containsKey("worker public/" + key.name()))
                        .as("%s of %s", key, file)
                        .isTrue());
                assertThat(desired.keySet()).containsAll(saved.keySet());
                repaired++;
            }
        }
        assertThat(repaired).isGreaterThan(TRIES / 2);
    }

    private SortedMap<ResourceKey, DesiredResource> desired() {
        try (SqliteStore store = StoreFiles.open(file)) {
            return store.desired();
        }
    }

    /** Changes the last letter but one of the nth occurrence of a text. */
    private void damage(String text, int nth) throws IOException {
        String bytes = new String(sound, StandardCharsets.ISO_8859_1);
        int place = -1;
        for (int i = 0; i < nth; i++) {
            place = bytes.indexOf(text, place + 1);
        }
        byte[] damaged = sound.clone();
        damaged[place + text.length() - 2] = '9';
        Files.write(file, damaged);
    }
}
