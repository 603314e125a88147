package tireless.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The place of a server. */
class ServerHomeTest {
    @TempDir
    Path folder;

    @Test
    void whatDeadServersHaveWrittenHalfGoesAndNothingElse() throws IOException {
        List<String> left = List.of("server.pid123.new", "server.pid.new", "server.guard4.new", "server.address5.new");
        List<String> others = List.of("server.guard", "server.log", "tireless.db.next", "mine.new");
        for (String name : left) {
            Files.createFile(folder.resolve(name));
        }
        for (String name : others) {
            Files.createFile(folder.resolve(name));
        }
        try (ServerHome _ = ServerHome.hold(folder)) {
            assertThat(left).noneMatch(name -> Files.exists(folder.resolve(name)));
            assertThat(others).allMatch(name -> Files.exists(folder.resolve(name)));
        }
    }

    @Test
    void itsNumberIsThereAsLongAsItServes() {
        try (ServerHome held = ServerHome.hold(folder)) {
            assertThat(folder.resolve("server.pid")).doesNotExist();
            held.ready();
            assertThat(folder.resolve("server.pid"))
                    .hasContent(ProcessHandle.current().pid() + "\n");
        }
        assertThat(folder.resolve("server.pid")).doesNotExist();
    }
}
