package tireless.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;
import tireless.plan.DesiredResource;
import tireless.store.StaleViewException;
import tireless.store.Write;

class SqliteFileTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("tireless.db");
    }

    @Test
    void isReadableByItsOwnerOnlyAndLeavesNothingElse() throws IOException {
        try (SqliteStore store = StoreFiles.open(file)) {
            StoreFiles.save(store, 1, "pulse");
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.toList())
                        .hasSize(3)
                        .allSatisfy(path -> assertThat(Files.getPosixFilePermissions(path))
                                .isEqualTo(PosixFilePermissions.fromString("rw-------")));
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList()).containsExactly(file);
        }
    }

    @Test
    void tightensAFileThatOthersCouldRead() throws IOException {
        StoreFiles.open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        StoreFiles.open(file).close();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void remembersEverythingInAFolderWithAnyName() {
        Path odd = directory.resolve("a b?cache=shared#%41 é").resolve("tireless.db");
        SortedMap<ResourceKey, DesiredResource> before;
        try (SqliteStore store = StoreFiles.open(odd)) {
            StoreFiles.save(store, 1, "pulse", "other");
            before = store.desired();
        }
        assertThat(odd).isRegularFile();
        try (SqliteStore store = StoreFiles.open(odd)) {
            assertThat(store.desired()).isEqualTo(before);
        }
    }

    @Test
    void refusesANewerSchemaAndLeavesItAlone() throws SQLException, IOException {
        StoreFiles.open(file).close();
        change("UPDATE schema SET version = 99");
        refused("written by a newer Tireless", "99");
    }

    @Test
    void refusesTheDatabaseOfAnotherProgram() throws SQLException, IOException {
        change("CREATE TABLE bookmarks (url TEXT)");
        refused("another program");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Files.writeString(file, "# my notes\n".repeat(100));
        refused("is damaged", "tireless restore", "tireless doctor --repair");
    }

    @Test
    void refusesAnEmptyFileInsteadOfBeginningAnew() throws IOException {
        Files.createFile(file);
        refused("is damaged (it is empty)");
    }

    @Test
    void refusesToLoseALogWhoseFileIsMissing() throws IOException {
        Files.writeString(directory.resolve("tireless.db-wal"), "committed");
        assertThatThrownBy(() -> StoreFiles.open(file))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("tireless.db-wal");
        assertThat(directory.resolve("tireless.db-wal")).hasContent("committed");
        assertThat(file).doesNotExist();
    }

    @Test
    void saysWhereItCannotBeMade() {
        Path impossible = Path.of("/proc/nowhere/tireless.db");
        assertThatThrownBy(() -> StoreFiles.open(impossible))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("cannot create /proc/nowhere/tireless.db");
    }

    @Test
    void twoOpenersSeeEachOtherAndRefuseStaleCommits() {
        try (SqliteStore one = StoreFiles.open(file);
                SqliteStore two = StoreFiles.open(file)) {
            StoreFiles.save(one, 1, "pulse");
            DesiredResource seen = two.desired(StoreFiles.key("pulse")).orElseThrow();
            one.update(StoreFiles.key("pulse"), resource -> resource.withScale(9));
            assertThatThrownBy(() -> two.commit(List.of(new Write.Save(seen.withScale(1)))))
                    .isInstanceOf(StaleViewException.class);
            assertThat(two.desired(StoreFiles.key("pulse")).orElseThrow().count())
                    .isEqualTo(9);
        }
    }

    private void change(String sql) throws SQLException {
        try (Session session = Session.open(file, new Failures(file))) {
            session.execute(sql);
        }
    }

    private void refused(String... words) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> StoreFiles.open(file))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(words);
        assertThat(Arrays.equals(Files.readAllBytes(file), before)).isTrue();
    }
}
