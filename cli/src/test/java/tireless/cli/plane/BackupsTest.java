package tireless.cli.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.BootId;
import tireless.model.Now;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.store.DamagedStoreException;
import tireless.store.Retention;
import tireless.store.Write;
import tireless.store.sqlite.SqliteStore;
import tireless.testing.store.StoreSamples;

/** When a server makes backups by itself, and what becomes of the older ones. */
class BackupsTest {
    private static final Path LIBRARIES = Path.of("target", "native").toAbsolutePath();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path home;

    private Backups backups;
    private SqliteStore store;

    @BeforeEach
    void open() {
        backups = new Backups(home, LIBRARIES);
        store = SqliteStore.open(backups.database(), LIBRARIES, Retention.DEFAULT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theFirstComesWithTheFirstChangeAndTheNextADayLater() throws IOException {
        change("public");
        assertThat(backups.takeIfDue(NOON, DAY, 7)).as("a new home").isEmpty();
        change("one");
        assertThat(backups.takeIfDue(NOON, DAY, 7)).isPresent();
        change("two");
        assertThat(backups.takeIfDue(NOON.plus(DAY).minusSeconds(1), DAY, 7)).isEmpty();
        assertThat(backups.takeIfDue(NOON.plus(DAY), DAY, 7)).isPresent();
        assertThat(backups.takeIfDue(NOON.plus(DAY.multipliedBy(9)), DAY, 7))
                .as("nothing changed")
                .isEmpty();
        assertThat(names()).containsExactly("tireless-20260301T120000Z.db", "tireless-20260302T120000Z.db");
        assertThat(mode(home.resolve("backups"))).isEqualTo("rwx------");
        assertThat(mode(home.resolve("backups/tireless-20260301T120000Z.db"))).isEqualTo("rw-------");
    }

    @Test
    void theNewestStay() throws IOException {
        change("public");
        for (int day = 0; day < 5; day++) {
            change("w" + day);
            backups.takeIfDue(NOON.plus(DAY.multipliedBy(day)), DAY, 2);
        }
        assertThat(names()).containsExactly("tireless-20260304T120000Z.db", "tireless-20260305T120000Z.db");
    }

    @Test
    void anotherVersionMakesOneBeforeItWritesAnything() throws IOException {
        change("public");
        assertThat(backups.takeOnceFor("1", NOON, 7)).isPresent();
        assertThat(backups.takeOnceFor("1", NOON, 7)).isEmpty();
        assertThat(backups.takeOnceFor("2", NOON, 7)).isPresent();
        assertThat(names()).hasSize(3).contains("version");
    }

    @Test
    void aNewHomeNeedsNone() throws IOException {
        Backups other = new Backups(home.resolve("other"), LIBRARIES);
        assertThat(other.takeOnceFor("1", NOON, 7)).isEmpty();
        assertThat(other.takeIfDue(NOON, DAY, 7)).isEmpty();
        assertThat(home.resolve("other/backups/version")).hasContent("1\n");
    }

    @Test
    void aDamagedDatabaseIsNotBackedUpAndNoBackupIsDroppedForIt() throws IOException {
        change("public");
        change("one");
        backups.takeIfDue(NOON, DAY, 1);
        change("two");
        damage();
        assertThatThrownBy(() -> backups.takeIfDue(NOON.plus(DAY), DAY, 1)).isInstanceOf(DamagedStoreException.class);
        assertThat(names()).containsExactly("tireless-20260301T120000Z.db");
    }

    @Test
    void noFileOfTheHomeIsReplaced() {
        change("public");
        for (String name : new String[] {"tireless.db", "tireless.db-wal", "lib/x.db", "backups/../tireless.db"}) {
            assertThatThrownBy(() -> backups.take(home.resolve(name), true))
                    .as(name)
                    .isInstanceOf(TirelessException.class)
                    .hasMessageMatching(".*(the home is the server's own|there is no folder).*");
        }
        assertThat(store.desired()).hasSize(1);
    }

    @Test
    void whatAKillLeftIsRemoved() throws IOException {
        change("public");
        backups.take(NOON);
        Files.createFile(home.resolve("backups/.tireless-20260301T130000Z.db123.new"));
        Files.createFile(home.resolve("backups/.tireless-20260301T130000Z.db123.new-journal"));
        Files.createFile(home.resolve("backups/mine.db"));
        Files.createFile(home.resolve(".tireless.db123.new"));
        backups.tidy(NOON);
        assertThat(home.resolve(".tireless.db123.new")).doesNotExist();
        assertThat(names()).containsExactly("mine.db", "tireless-20260301T120000Z.db");
    }

    @Test
    void databasesThatWereReplacedStayForAMonthAndTheNewestForEver() throws IOException {
        List<String> replaced = List.of(
                "tireless.db.replaced-20260101T000000Z",
                "tireless.db.replaced-20260101T000000Z-wal",
                "tireless.db.unused-20260102T000000Z",
                "tireless.db.replaced-20260215T000000Z",
                "tireless.db.replaced-mine");
        for (String name : replaced) {
            Files.createFile(home.resolve(name));
        }
        backups.tidy(NOON);
        assertThat(replaced.stream().filter(name -> Files.exists(home.resolve(name))))
                .containsExactly("tireless.db.replaced-20260215T000000Z", "tireless.db.replaced-mine");
        backups.tidy(NOON.plus(Duration.ofDays(400)));
        assertThat(home.resolve("tireless.db.replaced-20260215T000000Z")).exists();
    }

    @Test
    void aLookThatFailsIsSaidAndTheNextOneIsMade() throws IOException, InterruptedException {
        change("public");
        change("one");
        Path another = Files.createDirectories(home.resolve("backups")).resolve(".tireless-x.db123.new");
        Files.createFile(another);
        AtomicInteger looks = new AtomicInteger();
        TimeSource time = () -> {
            if (looks.getAndIncrement() == 0) {
                throw new IllegalStateException("no time");
            }
            return new Now(NOON, Duration.ZERO, new BootId("boot"));
        };
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        try (BackupSchedule _ = new BackupSchedule(backups, DAY, 7, time, Duration.ofMillis(1), said::add)) {
            assertThat(said.poll(20, TimeUnit.SECONDS))
                    .startsWith("no backup was made: ")
                    .contains("no time");
            assertThat(said.poll(20, TimeUnit.SECONDS)).startsWith("backup ");
        }
        assertThat(another).as("one that somebody makes meanwhile").exists();
    }

    private void change(String name) {
        store.commit(List.of(new Write.Save(StoreSamples.worker(name, "uid-" + name, 1))));
    }

    private void damage() throws IOException {
        store.close();
        String text = Files.readString(backups.database(), StandardCharsets.ISO_8859_1);
        Files.writeString(backups.database(), text.replace("uid-two", "uid-twO"), StandardCharsets.ISO_8859_1);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("backups"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
