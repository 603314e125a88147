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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.plan.DesiredResource;
import tireless.store.EventQuery;
import tireless.store.RecordedEvent;

/** A damaged file is refused or gives back what was written: never anything else, and never as a stack trace. */
class DamageTest {
    /** How a file is damaged. */
    private enum Kind {
        BIT {
            @Override
            byte[] damage(byte[] sound, SplittableRandom random) {
                byte[] bytes = sound.clone();
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                return bytes;
            }
        },
        NOISE {
            @Override
            byte[] damage(byte[] sound, SplittableRandom random) {
                byte[] bytes = sound.clone();
                int place = random.nextInt(bytes.length);
                byte[] noise = new byte[Math.min(1 + random.nextInt(64), bytes.length - place)];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, place, noise.length);
                return bytes;
            }
        },
        LOST_SECTOR {
            @Override
            byte[] damage(byte[] sound, SplittableRandom random) {
                byte[] bytes = sound.clone();
                int place = random.nextInt(bytes.length) & -512;
                Arrays.fill(bytes, place, Math.min(place + 512, bytes.length), (byte) 0);
                return bytes;
            }
        },
        CUT {
            @Override
            byte[] damage(byte[] sound, SplittableRandom random) {
                return Arrays.copyOf(sound, random.nextInt(sound.length));
            }
        };

        abstract byte[] damage(byte[] sound, SplittableRandom random);
    }

    private static final long SEED = 7;
    private static final int TRIES = 40;
    private static final String[] NAMES =
            IntStream.range(0, 20).mapToObj(i -> "w" + i).toArray(String[]::new);

    @TempDir
    Path directory;

    private byte[] sound;

    /** What a killed process leaves: a file, and a log with events in it. */
    private byte[] left;

    private byte[] leftLog;

    private SortedMap<ResourceKey, DesiredResource> desired;

    @BeforeEach
    void fill() throws IOException {
        Path file = directory.resolve("sound.db");
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 1, NAMES);
            StoreFiles.save(store, 2, NAMES);
            happen(store, 100);
            store.update(StoreFiles.key("w3"), resource -> resource.withScale(7));
            happen(store, 100);
            happen(store, 50);
            happen(store, 50);
            desired = store.desired();
            left = Files.readAllBytes(file);
            leftLog = Files.readAllBytes(Soundness.log(file));
        }
        sound = Files.readAllBytes(file);
        assertThat(leftLog).hasSizeGreaterThan(20_000);
    }

    private static void happen(SqliteStore store, int times) {
        for (int i = 0; i < times; i++) {
            store.journal()
                    .append(new Event(
                            Instant.parse("2026-03-01T12:00:00Z"),
                            StoreFiles.key(NAMES[i % NAMES.length]),
                            new Uid("uid"),
                            OptionalInt.empty(),
                            new Happening.Accepted(i, 2)));
        }
        store.journal().flush();
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

    @ParameterizedTest
    @EnumSource
    void neverGivesBackAnythingElseFromADamagedFile(Kind kind) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            refused += refuses("file " + i, kind.damage(sound, random), null) ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void neverGivesBackAnythingElseFromADamagedLog(Kind kind) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        assertThat(refuses("the sound log", left, leftLog)).isFalse();
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            refused += refuses("log " + i, left, kind.damage(leftLog, random)) ? 1 : 0;
        }
        if (kind != Kind.CUT) {
            assertThat(refused).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void neverGivesBackAnythingElseFromADamagedFileWithALog(Kind kind) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < TRIES; i++) {
            refuses("file with a log " + i, kind.damage(left, random), leftLog);
        }
    }

    @Test
    void aDamagedEventIsANoteAndTakesNobodyElsesPlace() throws IOException {
        Path file = directory.resolve("event.db");
        String text = new String(sound, StandardCharsets.ISO_8859_1).replace("\"revision\":77,", "\"revision\":78,");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        try (SqliteStore store = StoreFiles.open(file)) {
            List<RecordedEvent> events = store.journal().read(EventQuery.newest(1_000));
            assertThat(events).hasSize(300);
            assertThat(events)
                    .filteredOn(found -> found.event().happening() instanceof Happening.Warned)
                    .hasSize(2)
                    .allSatisfy(note -> assertThat(note.event().happening().toString())
                            .contains("an event can not be read: the store is damaged there"));
            assertThat(store.desired()).isEqualTo(desired);
        }
    }

    /** Whether it was refused; if not, all that is desired must be as it was. */
    private boolean refuses(String what, byte[] bytes, byte @Nullable [] log) throws IOException {
        Path file = directory.resolve(what.replace(' ', '-') + ".db");
        Files.write(file, bytes);
        if (log != null) {
            Files.write(Soundness.log(file), log);
        }
        Optional<TirelessException> refusal = Optional.empty();
        try (SqliteStore store = StoreFiles.open(file)) {
            assertThat(store.desired()).as(what).isEqualTo(desired);
            store.journal().read(EventQuery.newest(1_000));
            StoreFiles.save(store, 3, NAMES);
        } catch (TirelessException e) {
            refusal = Optional.of(e);
        }
        if (refusal.isPresent()) {
            assertThat(refusal.get()).as(what).hasMessageContaining(file.toString());
            assertThat(String.valueOf(refusal.get().getMessage()))
                    .as(what)
                    .containsAnyOf("tireless restore", "another program", "newer Tireless");
            assertThat(Arrays.equals(Files.readAllBytes(file), bytes)).as(what).isTrue();
            if (log != null) {
                assertThat(Arrays.equals(Files.readAllBytes(Soundness.log(file)), log))
                        .as(what)
                        .isTrue();
            }
        }
        Files.deleteIfExists(file);
        Files.deleteIfExists(Soundness.log(file));
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
        return refusal.isPresent();
    }
}
