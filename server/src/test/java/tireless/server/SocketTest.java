package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.TirelessException;
import tireless.server.http.SocketFile;

/** The file of the socket. */
class SocketTest {
    @TempDir
    private Path folder;

    @Test
    void isForItsOwnerAloneAndGoesWithTheServer() throws IOException {
        Path socket;
        try (Plane plane = Plane.open(folder.resolve("home"))) {
            socket = plane.socket();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket, LinkOption.NOFOLLOW_LINKS)))
                    .isEqualTo("rw-------");
            assertThat(socket.resolveSibling("." + socket.getFileName())).doesNotExist();
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void isBoundWhereNobodyElseCanEnter() throws IOException {
        Path place = folder.resolve("s");
        Path bound = SocketFile.prepare(place).bound();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bound.getParent())))
                .isEqualTo("rwx------");
        assertThat(place).doesNotExist();
    }

    @Test
    void whatAnEarlierServerLeftIsReplaced() throws IOException {
        Path home = folder.resolve("home");
        Path left = Path.of("/tmp/tireless-api-" + home.hashCode() + ".sock");
        Files.writeString(left, "left behind");
        Path half = Files.createDirectory(left.resolveSibling("." + left.getFileName()));
        Files.writeString(half.resolve("s"), "left behind");

        try (Plane plane = Plane.open(home)) {
            assertThat(plane.get("/healthz").status()).isEqualTo(200);
        }
    }

    @Test
    void aPathThatIsTooLongIsRefusedWithASentence() {
        Path place = folder.resolve("x".repeat(100)).resolve("server.sock");

        assertThatThrownBy(() -> SocketFile.prepare(place))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("too long for a socket, which may have 104 bytes");
    }
}
