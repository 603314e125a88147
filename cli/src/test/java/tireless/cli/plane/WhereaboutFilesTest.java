package tireless.cli.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.control.compute.Whereabouts.Arrival;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;
import tireless.model.Uid;

class WhereaboutFilesTest {
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");
    private static final Arrival ARRIVAL = new Arrival(new Uid("uid-1"), 7);

    @TempDir
    Path folder;

    private WhereaboutFiles files() {
        return new WhereaboutFiles(folder.resolve("resources"));
    }

    @Test
    void whatWasNotedIsFoundByTheNextProcess() {
        assertThat(files().all()).isEmpty();

        files().note(PULSE, ARRIVAL);
        files().note(ResourceKey.worker("team", "pulse"), new Arrival(new Uid("uid-2"), 1));
        files().forget(ResourceKey.worker("team", "pulse"));
        files().forget(ResourceKey.worker("team", "never"));

        assertThat(files().all()).isEqualTo(Map.of(PULSE, ARRIVAL));
    }

    @Test
    void whatWasLeftBehindIsKnownForGood() {
        files().note(PULSE, ARRIVAL);
        files().disown(PULSE, new Uid("uid-1"));
        files().forget(PULSE);
        files().disown(PULSE, new Uid("uid-2"));

        assertThat(files().all()).isEmpty();
        assertThat(files().disowned()).isEqualTo(Map.of(PULSE, Set.of(new Uid("uid-1"), new Uid("uid-2"))));
    }

    @Test
    void aFileThatWasNeverFinishedIsNone() throws IOException {
        files().note(PULSE, ARRIVAL);
        Files.writeString(folder.resolve("resources/public/worker/other.new"), "uid");

        assertThat(files().all()).isEqualTo(Map.of(PULSE, ARRIVAL));
    }

    @Test
    void aFileOfSomebodyElseIsNamed() throws IOException {
        files().note(PULSE, ARRIVAL);
        Files.writeString(folder.resolve("resources/public/worker/pulse"), "what");

        assertThatThrownBy(() -> files().all())
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("worker/pulse");
    }

    @Test
    void nothingIsMadeWhereNothingCanBeNoted() throws IOException {
        Files.writeString(folder.resolve("resources"), "a file");

        assertThatThrownBy(() -> files().note(PULSE, ARRIVAL))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("nothing is made on a cluster");
    }
}
