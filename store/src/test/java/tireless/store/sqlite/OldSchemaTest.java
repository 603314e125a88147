package tireless.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.plan.DesiredResource;
import tireless.store.PastRevision;

/** A file that an earlier build wrote is read, written on, and keeps its history. The file is a fixture: it is never made anew. */
class OldSchemaTest {
    @TempDir
    Path folder;

    @Test
    void aFileOfTheFirstSchemaGoesOn() throws Exception {
        Path file = folder.resolve("tireless.db");
        try (var fixture = OldSchemaTest.class.getResourceAsStream("/schema-1.db")) {
            Files.write(file, fixture.readAllBytes());
        }
        try (SqliteStore store = StoreFiles.open(file)) {
            DesiredResource pulse = store.desired(StoreFiles.key("pulse")).orElseThrow();
            assertThat(pulse.document().text()).isEqualTo("name: pulse\n");
            assertThat(pulse.document().metadata().version()).isEqualTo("v1beta");
            assertThat(pulse.revision().workload())
                    .isEqualTo(StoreFiles.worker("pulse", 2).revision().workload());
            StoreFiles.save(store, 3, "pulse");
            List<PastRevision> history = store.history(StoreFiles.key("pulse"));
            assertThat(history).extracting(past -> past.revision().number()).containsExactly(3, 2, 1);
            assertThat(history.getFirst().document().metadata().owner()).isEqualTo("ada");
        }
    }
}
