package tireless.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.notify.MailServer;
import tireless.notify.MailServer.Security;

/** What takes mails, by a configuration file. */
class SmtpSectionTest {
    @TempDir
    Path folder;

    private Optional<MailServer> read(String section) throws IOException {
        Files.writeString(ServerConfigReader.file(folder), section);
        return ServerConfigReader.read(folder).smtp();
    }

    @Test
    void withoutAHostNobodyTakesMails() throws IOException {
        assertThat(read("smtp: {port: 25}\n")).isEmpty();
        assertThat(read(ServerConfig.DEFAULT.text())).isEmpty();
    }

    @Test
    void itIsEncryptedWhereNobodySaysOtherwise() throws IOException {
        assertThat(read("smtp: {host: a, from: t@example.com}\n"))
                .contains(new MailServer(
                        "a", 587, Security.STARTTLS, "t@example.com", Optional.empty(), Optional.empty()));
        assertThat(read("smtp: {host: a, from: t@example.com, security: tls}\n").map(MailServer::port))
                .contains(465);
    }

    @Test
    void itsTextReadsAsItself() throws IOException {
        Optional<MailServer> server = Optional.of(new MailServer(
                "a",
                2525,
                Security.TLS,
                "t@example.com",
                Optional.of(new MailServer.Login("me", folder.resolve("password"))),
                Optional.of(folder.resolve("ca.pem"))));
        assertThat(read(SmtpSection.text(server))).isEqualTo(server);
    }

    @Test
    void whatCanNotBeIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("smtp:\n  host: a\n")).hasMessageContaining("`from` is no address of mail");
        assertThatThrownBy(() -> read("smtp:\n  security: ssl\n")).hasMessageContaining("2:13");
        assertThatThrownBy(() -> read("smtp:\n  port: 70000\n")).hasMessageContaining("2:9");
        assertThatThrownBy(() -> read("smtp: {host: a, from: t@example.com, user: me}\n"))
                .hasMessageContaining("`user` and `passwordFile`");
        assertThatThrownBy(
                        () -> read("smtp: {host: a, from: t@example.com, user: me, passwordFile: p, security: none}\n"))
                .hasMessageContaining("in plain");
        assertThatThrownBy(() -> read("smtp:\n  hosts: a\n")).hasMessageContaining("host");
    }
}
