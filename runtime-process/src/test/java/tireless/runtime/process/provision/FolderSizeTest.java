package tireless.runtime.process.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.VolumeHolding;

/** What a folder is said to hold. */
class FolderSizeTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path top;

    private Path volume;

    @BeforeEach
    void makeOne() throws IOException {
        volume = Files.createDirectory(top.resolve("volume"));
        Path inside = Files.createDirectories(volume.resolve("a/b"));
        Files.write(volume.resolve("ten"), new byte[10_000]);
        Files.write(inside.resolve("million"), new byte[1_000_000]);
        Files.createLink(volume.resolve("again"), inside.resolve("million"));
        Files.createSymbolicLink(volume.resolve("loop"), volume);
        Files.createSymbolicLink(inside.resolve("nowhere"), Path.of("/tireless-has-no-such-file"));
        Files.writeString(volume.resolve("fünf 数据"), "x");
        try (RandomAccessFile sparse =
                new RandomAccessFile(volume.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(1L << 40);
            sparse.write(1);
        }
    }

    private static long asDuSays(Path folder) throws IOException {
        Process du = new ProcessBuilder("du", "-skx", folder.toString()).start();
        try (var said = du.getInputStream()) {
            String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            return 1024 * Long.parseLong(text.split("\t", 2)[0]);
        }
    }

    @Test
    void itIsCountedAsDuCountsIt() throws IOException {
        FolderSize size = new FolderSize(volume);
        assertThat(size.count()).isTrue();
        assertThat(size.bytes()).isEqualTo(asDuSays(volume)).isBetween(1_000_000L, 1_200_000L);
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path other = Files.createDirectory(top.resolve("other"));
        Files.createSymbolicLink(other.resolve("link"), volume);
        FolderSize size = new FolderSize(other);
        assertThat(size.count()).isTrue();
        assertThat(size.bytes()).isLessThan(100_000);
    }

    @Test
    void whatNobodyHasUsedYetHoldsNothing() {
        FolderSize size = new FolderSize(top.resolve("unused"));
        assertThat(size.count()).isTrue();
        assertThat(size.bytes()).isZero();
    }

    @Test
    void severalFoldersHoldWhatEachOfThemHolds() throws IOException {
        Path other = Files.createDirectory(top.resolve("other"));
        Files.write(other.resolve("f"), new byte[50_000]);
        try (VolumeSizes sizes = new VolumeSizes(LONG)) {
            assertThat(sizes.of(List.of(volume, other)))
                    .isEqualTo(new VolumeHolding(List.of(volume, other), asDuSays(volume) + asDuSays(other), true));
        }
    }

    @Test
    void whatCanNotBeCountedInTheTimeThatThereIsIsALeast() throws IOException {
        for (int folder = 0; folder < 20; folder++) {
            Path part = Files.createDirectory(volume.resolve("part" + folder));
            for (int file = 0; file < 500; file++) {
                Files.createFile(part.resolve("f" + file));
            }
        }
        try (VolumeSizes sizes = new VolumeSizes(Duration.ofMillis(1))) {
            VolumeHolding held = sizes.of(List.of(volume));
            assertThat(held.complete()).isFalse();
            assertThat(held.bytes()).isLessThanOrEqualTo(asDuSays(volume));
        }
    }
}
