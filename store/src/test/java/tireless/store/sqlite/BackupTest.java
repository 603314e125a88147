package tireless.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.plan.DesiredResource;
import tireless.store.DamagedStoreException;
import tireless.store.EventQuery;

class BackupTest {
    @TempDir
    Path directory;

    private Path file;
    private Path target;

    @BeforeEach
    void name() {
        file = directory.resolve("tireless.db");
        target = directory.resolve("copy.db");
    }

    @Test
    void holdsWhatWasCommittedWhileOthersGoOn() throws IOException {
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 1, "one", "two");
            SortedMap<ResourceKey, DesiredResource> before = store.desired();
            Backup backup = write(false);
            StoreFiles.save(store, 2, "one");
            assertThat(backup.content().resources()).isEqualTo(2);
            assertThat(backup.content().bytes()).isEqualTo(Files.size(target));
            assertThat(Files.getPosixFilePermissions(target)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            try (SqliteStore copy = StoreFiles.open(target)) {
                assertThat(copy.desired()).isEqualTo(before);
            }
        }
        assertThat(names()).containsExactly("copy.db", "tireless.db");
    }

    @Test
    void aCommitDoesNotWaitForAReaderThatTakesLong() {
        try (SqliteStore store = StoreFiles.open(file);
                Session reader = DatabaseFile.connect(file, new Failures(file))) {
            StoreFiles.save(store, 1, "one");
            long begin = System.nanoTime();
            assertThatThrownBy(() -> reader.read("SELECT * FROM resource", row -> {
                        StoreFiles.save(store, 2, "one");
                        throw new IllegalStateException("read");
                    }))
                    .hasMessage("read");
            assertThat(System.nanoTime() - begin).isLessThan(2_000_000_000L);
            assertThat(store.desired(StoreFiles.key("one"))
                            .orElseThrow()
                            .revision()
                            .number())
                    .isEqualTo(2);
        }
    }

    @Test
    void neverReplacesAFileUnlessTold() throws IOException {
        StoreFiles.open(file).close();
        Files.writeString(target, "mine");
        assertThatThrownBy(() -> write(false))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining(target + " exists already");
        assertThat(target).hasContent("mine");
        write(true);
        assertThat(Inspection.of(target, StoreFiles.LIBRARIES).resources()).isZero();
        assertThat(names()).containsExactly("copy.db", "tireless.db");
    }

    @Test
    void copiesNothingThatIsDamaged() throws IOException {
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 1, "one");
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, text.replace("--number", "--nvmber"), StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> write(false))
                .isInstanceOf(DamagedStoreException.class)
                .hasMessageContaining(file.toString());
        assertThat(names()).containsExactly("tireless.db");
    }

    @Test
    void aRestoreKeepsTheDatabaseBefore() throws IOException {
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 1, "old");
            write(false);
            StoreFiles.save(store, 1, "new");
        }
        byte[] before = Files.readAllBytes(file);
        Restore restore = Restore.of(target, file, StoreFiles.LIBRARIES);
        assertThat(restore.content().resources()).isEqualTo(1);
        assertThat(Files.readAllBytes(restore.kept())).isEqualTo(before);
        try (SqliteStore store = StoreFiles.open(file)) {
            assertThat(store.desired()).containsOnlyKeys(StoreFiles.key("old"));
        }
        assertThat(target).exists();
    }

    @Test
    void aBackupOfANewerReleaseIsRefusedAndNothingIsChanged() throws IOException, SQLException {
        StoreFiles.open(file).close();
        StoreFiles.open(target).close();
        try (Session session = Session.open(target, new Failures(target))) {
            session.execute("UPDATE schema SET version = 99");
        }
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> Restore.of(target, file, StoreFiles.LIBRARIES))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("was written by a newer Tireless");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(names()).containsExactly("copy.db", "tireless.db");
    }

    @Test
    void aReplacementThatWasBrokenOffIsFinishedByTheNextToOpen() throws IOException {
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 1, "old");
        }
        try (SqliteStore store = StoreFiles.open(target)) {
            StoreFiles.save(store, 1, "new");
        }
        // As a kill leaves it: decided, and the log of the old one not yet put aside.
        Files.move(target, directory.resolve("tireless.db.next"));
        Files.writeString(Soundness.log(file), "not of the new one");
        try (SqliteStore store = StoreFiles.open(file)) {
            assertThat(store.desired()).containsOnlyKeys(StoreFiles.key("new"));
        }
        assertThat(names()).hasSize(3).anyMatch(name -> name.matches("tireless.db.replaced-.*Z-wal"));
    }

    @Test
    void afterARestoreNothingIsCountedTwice() throws IOException {
        long version;
        long event;
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 1, "one");
            write(false);
            StoreFiles.save(store, 2, "one");
            StoreFiles.save(store, 3, "one");
            version = version(store);
            event = recorded(store);
        }
        var _ = Restore.of(target, file, StoreFiles.LIBRARIES);
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 2, "one");
            assertThat(version(store)).isGreaterThan(version);
            assertThat(recorded(store)).isGreaterThan(event);
            assertThat(Backup.isDue(file, Optional.of(target), StoreFiles.LIBRARIES))
                    .isTrue();
            version = version(store);
        }
        Files.writeString(file, "nothing that can be read");
        var _ = Restore.of(target, file, StoreFiles.LIBRARIES);
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 2, "one");
            assertThat(version(store)).isGreaterThan(version);
        }
        assertThat(names()).filteredOn(name -> !name.contains(".replaced-")).containsExactly("copy.db", "tireless.db");
    }

    @Test
    void aReplacementIsNotFinishedWhereTheDatabaseHasChangedSince() throws IOException {
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 1, "old");
        }
        brokenOff();
        assertThatThrownBy(() -> Restore.of(target, file, StoreFiles.LIBRARIES))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("tireless.db.next is whole, and is put in its place when it is opened next");
        mended();
        // A release that knows nothing of replacements has it meanwhile.
        try (Session session = Session.open(file, new Failures(file))) {
            session.execute("UPDATE counter SET version = version + 7");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        assertThat(Restore.finish(file))
                .get()
                .satisfies(unused -> assertThat(unused).exists());
        try (SqliteStore store = StoreFiles.open(file)) {
            assertThat(store.desired()).containsOnlyKeys(StoreFiles.key("old"));
        }
    }

    @Test
    void aReplacementThatFailedIsFinishedByTheNextToOpen() throws IOException {
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 1, "old");
        }
        brokenOff();
        assertThatThrownBy(() -> Restore.of(target, file, StoreFiles.LIBRARIES)).isInstanceOf(TirelessException.class);
        assertThatThrownBy(() -> StoreFiles.open(file))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("cannot finish to replace " + file);
        mended();
        try (SqliteStore store = StoreFiles.open(file)) {
            assertThat(store.desired()).containsOnlyKeys(StoreFiles.key("new"));
        }
        assertThat(names()).hasSize(3).anyMatch(name -> name.contains(".replaced-"));
    }

    /** What is to be put in place, and what is in the way of that: a folder where a file was. */
    private void brokenOff() throws IOException {
        try (SqliteStore store = StoreFiles.open(target)) {
            StoreFiles.save(store, 1, "new");
        }
        Files.createDirectories(directory.resolve("tireless.db-shm/x"));
    }

    private void mended() throws IOException {
        Files.delete(directory.resolve("tireless.db-shm/x"));
        Files.delete(directory.resolve("tireless.db-shm"));
    }

    private static long version(SqliteStore store) {
        return store.desired(StoreFiles.key("one")).orElseThrow().version();
    }

    /** The sequence of an event that is recorded now. */
    private static long recorded(SqliteStore store) {
        Happening happening = new Happening.Warned("again");
        Event event = new Event(
                Instant.parse("2026-03-01T12:00:00Z"),
                StoreFiles.key("one"),
                new Uid("uid-one"),
                OptionalInt.empty(),
                happening);
        store.journal().append(event);
        store.journal().flush();
        return store.journal().read(EventQuery.newest(1)).getFirst().sequence();
    }

    @Test
    void twoReplacementsInOneSecondKeepBoth() throws IOException {
        for (String name : new String[] {"one", "two", "three"}) {
            Path made = directory.resolve("made.db");
            try (SqliteStore store = StoreFiles.open(made)) {
                StoreFiles.save(store, 1, name);
            }
            Replacement.replace(file, made);
        }
        assertThat(names()).hasSize(3);
    }

    private Backup write(boolean replace) {
        return Backup.write(file, target, replace, StoreFiles.LIBRARIES);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
