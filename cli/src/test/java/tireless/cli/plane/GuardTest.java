package tireless.cli.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guard that is killed. */
class GuardTest {
    @TempDir
    Path place;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @Test
    void oneThatCanNotBeReplacedIsReplacedAsSoonAsItCan() throws IOException, InterruptedException {
        Path home = Files.createDirectories(place.resolve("home"));
        try (Guard guard = Guard.becoming("this test", home, "guard.log", List.of("true"), said::add)) {
            long first = guard.pid();
            BlockingQueue<Long> followed = new LinkedBlockingQueue<>();
            guard.follow(followed::add);
            assertThat(followed.poll()).isEqualTo(first);
            // None can be started in a folder that is not there.
            Path away = Files.move(home, place.resolve("away"));
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            assertThat(said.poll(30, TimeUnit.SECONDS))
                    .contains("the guard of this test can not be watched or replaced, tried again in 1 s: ");
            Files.move(away, home);
            long next = followed.poll(30, TimeUnit.SECONDS);
            assertThat(next).isNotEqualTo(first).isEqualTo(guard.pid());
            assertThat(ProcessHandle.of(next)).isPresent();
            guard.release(0);
        }
    }

    /** What a guard keeps says with which words it was called, and kills itself so that the guard calls it again. */
    @Test
    void aStartUpCacheIsUsedFromTheStartOnBeforeWhichItIsMade() throws IOException, InterruptedException {
        Path cache = place.resolve("a cache.aot");
        Path log = Files.createFile(place.resolve("calls"));
        String kept = "echo \"$@\" >>'%s'; [ -e '%s' ] && exit 0; : >'%s'; kill -9 $$".formatted(log, cache, cache);
        List<String> command = List.of("sh", "-c", kept, "sh", "-XX:AOTCache=" + cache, "last");
        Guard guard = Guard.keeping("this test", place, "guard.log", command, said::add, 0);
        ProcessHandle shell = ProcessHandle.of(guard.pid()).orElseThrow();
        guard.close();
        shell.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(Files.readAllLines(log)).containsExactly("last", "-XX:AOTCache=" + cache + " last");
    }
}
