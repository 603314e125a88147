package tireless.kubernetes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.sight.SlotMemory;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;

class FileMemoryTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");

    @TempDir
    Path folder;

    private ResourceMemory memory() {
        return new ResourceMemory(
                Set.of("uid-1"),
                Set.of(new ObjectRef("apps/v1", "StatefulSet", "public", "pulse")),
                new TreeMap<>(Map.of(0, new SlotMemory("uid-1", "pod", 3, 1, 2, 2, 2))),
                new TreeMap<>(Map.of("hash", 7)));
    }

    @Test
    void keepsWhatTheNextEngineNeeds() {
        new FileMemory(folder.resolve("new")).keep(KEY, memory());

        FileMemory next = new FileMemory(folder.resolve("new"));
        assertThat(next.all()).isEqualTo(Map.of(KEY, memory()));
        next.forget(KEY);
        assertThat(next.all()).isEmpty();
    }

    @Test
    void whatIsCutOffIsNoFileAndWhatIsNoneIsNamed() throws IOException {
        FileMemory files = new FileMemory(folder);
        files.keep(KEY, memory());
        Path file = folder.resolve("public_worker_pulse.json");
        Files.writeString(folder.resolve("public_worker_pulse.json.new"), "{");
        assertThat(files.all()).hasSize(1);

        Files.writeString(file, "{");
        assertThatThrownBy(files::all)
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("remove it");
    }
}
