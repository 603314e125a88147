package tireless.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.FileContent;
import tireless.model.ResourceKey;
import tireless.store.memory.MemoryStore;

/** The files of {@code configs}, from their folder into revisions. */
class ConfigsTest {
    private final MemoryStore store = new MemoryStore();
    private final ControlDesk desk = new ControlDesk(store);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        desk.close();
    }

    private String worker(String name, Path file) {
        return ControlDesk.worker(name, "x") + "  configs: {a: %s}\n".formatted(file);
    }

    private FileContent content(String worker) {
        return store.desired(ResourceKey.worker("public", worker))
                .orElseThrow()
                .revision()
                .workload()
                .run()
                .provisions()
                .configs()
                .get("a");
    }

    @Test
    void anEditedFileRollsExactlyWhoHasIt() throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "1");
        Path two = Files.writeString(folder.resolve("two"), "2");
        String both = worker("one", one) + "---\n" + worker("two", two);
        desk.apply(both);
        Files.writeString(one, "edited");
        assertThat(ControlDesk.shown(desk.apply(both)))
                .containsExactly("Roll worker public/one", "Unchanged worker public/two");
        assertThat(content("one")).isEqualTo(FileContent.ofText("edited"));
    }

    @Test
    void aRollbackBringsTheOldContentBackAlsoWhereTheFileIsGone() throws IOException {
        Path file = Files.writeString(folder.resolve("one"), "old");
        desk.apply(worker("one", file));
        Files.writeString(file, "new");
        desk.apply(worker("one", file));
        Files.delete(file);
        desk.commands.rollback(ResourceKey.worker("public", "one"), OptionalInt.empty());
        assertThat(content("one")).isEqualTo(FileContent.ofText("old"));
    }
}
