package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.BootId;
import tireless.model.RestartMemory;
import tireless.model.Uid;
import tireless.runtime.AttemptRecord;

/** The folders of attempts, whether a blank was ready for them or not. */
class BlankFolderTest {
    private static final StartNote NOTE = new StartNote(
            new AttemptRecord(new Uid("u"), 1, RestartMemory.FRESH),
            Duration.ZERO,
            new BootId("boot"),
            false,
            Optional.empty(),
            Optional.empty(),
            List.of("a limit, not enforced"),
            List.of("paths: mount namespace"));

    @TempDir
    private Path home;

    @Test
    void everyFolderIsWholeHoweverManyAreMadeAtOnce() throws Exception {
        try (BlankFolder blank = new BlankFolder(home);
                var threads = Executors.newFixedThreadPool(4)) {
            var made = threads.invokeAll(IntStream.range(0, 200)
                    .mapToObj(number -> (Callable<AttemptFolder>) () -> {
                        blank.prepare();
                        AttemptFolder folder = new AttemptFolder(home.resolve("slot-" + number % 7 + "/" + number));
                        blank.become(folder, NOTE);
                        return folder;
                    })
                    .toList());
            for (Future<AttemptFolder> folder : made) {
                assertThat(folder.get().note()).contains(NOTE);
                assertThat(folder.get().log()).isEmptyFile();
                BasicFileAttributes alive = Files.readAttributes(
                        folder.get().alive(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                assertThat(alive.isOther()).isTrue();
            }
        }
        assertThat(home.resolve("blank")).doesNotExist();
    }

    @Test
    void anAttemptHasOneFolderOnly() throws Exception {
        try (BlankFolder blank = new BlankFolder(home)) {
            AttemptFolder folder = new AttemptFolder(home.resolve("1"));
            blank.become(folder, NOTE);
            blank.prepare();
            assertThatThrownBy(() -> blank.become(folder, NOTE)).isInstanceOf(FileAlreadyExistsException.class);
        }
    }

    @Test
    void theFirstAttemptOfASlotLeavesNoBlankBehind() throws Exception {
        try (BlankFolder blank = new BlankFolder(home)) {
            blank.prepare();
            blank.become(new AttemptFolder(home.resolve("first of its slot/1")), NOTE);
            assertThat(home.resolve("blank")).isEmptyDirectory();
        }
    }

    @Test
    void whatAnEarlierProcessLeftIsNotUsed() throws Exception {
        Files.createDirectories(home.resolve("blank/1"));
        try (BlankFolder blank = new BlankFolder(home)) {
            blank.prepare();
            AttemptFolder folder = new AttemptFolder(home.resolve("1"));
            blank.become(folder, NOTE);
            assertThat(folder.log()).exists();
        }
    }
}
