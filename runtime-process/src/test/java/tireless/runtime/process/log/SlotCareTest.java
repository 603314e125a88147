package tireless.runtime.process.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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

    @Test
    void aFileSystemThatFreesNoPartOfAFileIsToldOnceAndTheFileGrows() throws IOException, InterruptedException {
        Process mount = mounted();
        try (BufferedReader ready = mount.inputReader()) {
            assumeTrue("ready".equals(ready.readLine()), "may not mount a file system: unshare -Urm, mount -t ramfs");
            Path place = Path.of("/proc/%d/root%s/slot".formatted(mount.pid(), folder));
            List<String> written =
                    IntStream.range(0, 20_000).mapToObj(line -> "line " + line).toList();
            Path log = Files.createDirectories(place.resolve("1")).resolve("log");
            Files.write(log, written);
            SlotOutput output = RotationChild.open(place);
            List<Notice> told = new ArrayList<>();
            SlotCare care = care(output, told);
            AttemptOutput file = output.newest().orElseThrow();

            assertThat(care.look(file)).isTrue();
            Files.write(log, List.of("one more"), StandardOpenOption.APPEND);
            assertThat(care.look(file)).isTrue();

            assertThat(told)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Notice.LogWarning.class,
                            warning -> assertThat(warning.what())
                                    .contains("its log grows without limit", place.toString()));
            assertThat(place.resolve("logs")).doesNotExist();
            assertThat(Files.readAllLines(log)).startsWith("line 0").endsWith("line 19999", "one more");
            // What has ended goes into segments all the same.
            for (int attempt = 2; attempt <= 21; attempt++) {
                Files.writeString(
                        Files.createDirectories(place.resolve(Integer.toString(attempt)))
                                .resolve("log"),
                        "later\n");
            }
            output.changed();
            assertThat(care.begin()).isPresent();
            assertThat(place.resolve("1")).doesNotExist();
            assertThat(output.segments().all()).hasSize(1);
        } finally {
            mount.destroy();
            mount.waitFor();
        }
    }

    /** Holds a mount that nobody else sees, and which goes with it. */
    private Process mounted() throws IOException {
        return new ProcessBuilder(
                        "unshare",
                        "-Urm",
                        "sh",
                        "-c",
                        "mount -t ramfs none \"$1\" && echo ready && read -r _",
                        "sh",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private SlotCare care(SlotOutput output, List<Notice> told) {
        return new SlotCare(
                output,
                new SlotRotation(output, RotationChild.LIMITS, new ZstdLibrary(folder.resolve("libraries")), _ -> {}),
                new BootClock(),
                LogLimits.SMALLEST_ROTATION,
                _ -> false,
                (_, notice) -> told.add(notice));
    }
}
