package tireless.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.cli.presence.Presence;
import tireless.client.ServerAddress;

/** What to do about a server that can not be asked. */
class ServerCheckTest {
    @TempDir
    Path home;

    private Finding found(Presence presence) {
        return ServerCheck.refused(presence, ServerAddress.of(home), "why");
    }

    @Test
    void noServerIsNoError() throws IOException {
        assertThat(found(new Presence.Absent()).level()).isEqualTo(Finding.Level.WARNING);
        Files.createFile(home.resolve(ServerAddress.SOCKET));
        assertThat(found(new Presence.Absent())).isEqualTo(Finding.error("server", "why", "tireless server start"));
    }

    @Test
    void nobodyIsToldToStartOneWhereThereIsOne() {
        assertThat(found(new Presence.Starting(7)).remedy()).contains("tireless server stop ends the tries");
        assertThat(found(new Presence.Returning(7)).remedy()).contains("tireless server stop ends the tries");
        assertThat(found(new Presence.Suspended(7)).remedy()).startsWith("kill -CONT 7");
        assertThat(found(new Presence.Serving(7)).remedy()).startsWith("tireless server stop, then");
    }
}
