package tireless.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.cli.context.Context;
import tireless.cli.context.Terminal;
import tireless.cli.presence.Holder;
import tireless.cli.presence.Presence;
import tireless.cli.presence.ServerGuard;
import tireless.linux.AtomicFile;
import tireless.model.TirelessException;

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

    @Test
    void whoStartsDoesNotServeYetEvenWhereItsNumberIsThatOfOneBefore() throws IOException {
        AtomicFile.write(folder.resolve("server.pid"), ProcessHandle.current().pid() + "\n");
        try (ServerHome _ = ServerHome.hold(folder)) {
            assertThat(folder.resolve("server.pid")).doesNotExist();
        }
    }

    @Test
    void toHoldItIsWorthAnotherTryUnlessItsHolderServes() throws IOException, InterruptedException {
        Process holder = Holder.start(folder);
        try {
            assertThat(refusal().retryable()).as("it may be a repair").isTrue();
            AtomicFile.write(folder.resolve("server.pid"), holder.pid() + "\n");
            TirelessException refusal = refusal();
            assertThat(refusal.retryable()).isFalse();
            assertThat(refusal).hasMessageContaining("already, process " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    private TirelessException refusal() {
        return catchThrowableOfType(
                TirelessException.class, () -> ServerHome.hold(folder).close());
    }

    @Test
    void whatNoServerMayRunForIsNotDoneWhileAGuardBringsOneBack() throws IOException, InterruptedException {
        Process guard = new ProcessBuilder("sleep", "1000").start();
        try {
            ServerGuard.note(folder, guard.pid(), _ -> {});
            TirelessException refusal = catchThrowableOfType(
                    TirelessException.class, () -> ServerCommand.whileStopped(context(), () -> "done"));
            assertThat(refusal)
                    .hasMessageContaining("its guard, process " + guard.pid())
                    .hasMessageContaining("tireless server stop");
            assertThat(folder.resolve(Presence.LOCK)).doesNotExist();
        } finally {
            guard.destroyForcibly().waitFor();
        }
        assertThat(ServerCommand.whileStopped(context(), () -> "done")).isEqualTo("done");
    }

    private Context context() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Context(
                Map.of("TIRELESS_HOME", folder.toString()),
                "metis",
                folder,
                folder,
                new ByteArrayInputStream(new byte[0]),
                new Terminal(nowhere, nowhere, false));
    }
}
