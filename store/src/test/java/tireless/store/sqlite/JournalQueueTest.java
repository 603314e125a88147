package tireless.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Uid;
import tireless.store.EventQuery;
import tireless.store.Retention;

@Timeout(60)
class JournalQueueTest {
    @TempDir
    Path directory;

    /** The medium is made slow for real: another session holds the write lock. */
    @Test
    void appendsWithoutWaitingAndSaysWhatItHadToDrop() throws SQLException {
        Path file = directory.resolve("tireless.db");
        StoreFiles.open(file).close();
        Failures failures = new Failures(file);
        try (Session other = DatabaseFile.connect(file, failures);
                Session writer = DatabaseFile.open(file, failures);
                Session reader = DatabaseFile.connect(file, failures)) {
            EventTable table = new EventTable(failures, writer, reader, Retention.DEFAULT);
            try (JournalQueue journal =
                    new JournalQueue(table, new JournalQueue.Limits(10, 4, Duration.ZERO, Duration.ofMillis(1)))) {
                other.update("BEGIN IMMEDIATE");
                for (int attempt = 1; attempt <= 25; attempt++) {
                    journal.append(event(attempt));
                }
                assertThat(journal.dropped()).isEqualTo(15);
                other.update("ROLLBACK");
                journal.flush();
                journal.append(event(26));
                journal.flush();
                assertThat(happenings(table))
                        .hasSize(12)
                        .contains(new Happening.Ready(1), new Happening.Ready(10), new Happening.Ready(26))
                        .contains(new Happening.Warned(
                                "15 events up to here were not recorded, because the store could not keep up"))
                        .doesNotContain(new Happening.Ready(11));
            }
        }
    }

    @Test
    void recordsWhatStillWaitsWhenItIsClosed() {
        Path file = directory.resolve("tireless.db");
        try (SqliteStore store = StoreFiles.open(file)) {
            for (int attempt = 1; attempt <= 2_000; attempt++) {
                store.journal().append(event(attempt));
            }
        }
        try (SqliteStore store = StoreFiles.open(file)) {
            assertThat(store.journal().read(EventQuery.newest(1)))
                    .singleElement()
                    .satisfies(recorded -> assertThat(recorded.event()).isEqualTo(event(2_000)));
        }
    }

    private static List<Happening> happenings(EventTable table) {
        return table.read(EventQuery.newest(100)).stream()
                .map(recorded -> recorded.event().happening())
                .toList();
    }

    private static Event event(int attempt) {
        Instant at = Instant.EPOCH.plusSeconds(attempt);
        return new Event(at, StoreFiles.key("pulse"), new Uid("u"), OptionalInt.of(0), new Happening.Ready(attempt));
    }
}
