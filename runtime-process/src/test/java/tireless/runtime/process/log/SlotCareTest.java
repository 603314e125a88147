package tireless.runtime.process.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.linux.BootClock;
import tireless.runtime.Notice;

/** What hinders a rotation. */
class SlotCareTest {
    @TempDir
    Path folder;

    @Test
    void aMissingLibraryIsToldOnceAndTheLogIsStillLookedAt() throws IOException {
        Path log = Files.createDirectories(folder.resolve("1")).resolve("log");
        Files.writeString(log, "line\n".repeat(20_000));
        SlotOutput output = RotationChild.open(folder);
        List<Notice> told = new ArrayList<>();
        SlotRotation rotation =
                new SlotRotation(output, RotationChild.LIMITS, new ZstdLibrary(folder.resolve("libraries")), _ -> {
                    throw new UnsatisfiedLinkError("no zstd");
                });
        SlotCare care = new SlotCare(
                output,
                rotation,
                new BootClock(),
                LogLimits.SMALLEST_ROTATION,
                _ -> false,
                (_, notice) -> told.add(notice));
        AttemptOutput file = output.newest().orElseThrow();

        assertThat(care.look(file)).isTrue();
        assertThat(care.look(file)).isTrue();

        assertThat(told)
                .containsExactly(new Notice.LogWarning("its log can not be rotated, and is tried again: no zstd"));
    }
}
