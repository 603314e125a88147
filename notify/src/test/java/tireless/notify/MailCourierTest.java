package tireless.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.json.Form;
import tireless.model.notice.Way;
import tireless.notify.MailServer.Security;

/** Mails, by a real server. */
class MailCourierTest {
    @TempDir
    Path folder;

    @Test
    void aMailSaysWhatHappenedWhereAndWhen() throws Exception {
        try (Post post = new Post()) {
            deliver(Optional.of(post.server(Optional.empty())));

            MimeMessage mail = post.only();
            assertThat(mail.getSubject()).isEqualTo("[tireless] stalled: worker public/orders");
            assertThat(mail.getFrom()[0]).hasToString("tireless@example.com");
            assertThat(mail.getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly("a@example.com", "b@example.com");
            assertThat(mail.getContent().toString())
                    .contains("orders-0 stalled (worker public/orders on alpha), + 17 more", "2026-01-01T00:00:00Z");
            assertThat(mail.getMessageID()).isEqualTo("<1-a@alpha>");
        }
    }

    @Test
    void whoLogsInNeedsTheRightPasswordFromAFileThatNobodyElseReads() throws Exception {
        try (Post post = new Post()) {
            post.mail.setUser("me@example.com", "me", "hunter9");
            Path password = folder.resolve("password");
            Files.writeString(password, "hunter9\n");
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
            MailServer server = post.server(Optional.of(new MailServer.Login("me", password)));

            assertThatThrownBy(() -> deliver(Optional.of(server))).hasMessageContaining("chmod 600");

            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
            deliver(Optional.of(server));
            assertThat(post.only().getSubject()).contains("stalled");

            Files.writeString(password, "wrong\n");
            assertThatThrownBy(() -> deliver(Optional.of(server)))
                    .isInstanceOf(NotDelivered.class)
                    .message()
                    .doesNotContain("wrong", "hunter9");
        }
    }

    @Test
    void aServerWithoutStarttlsGetsNothingWhereThatIsAskedFor() throws Exception {
        try (Post post = new Post()) {
            MailServer plain = post.server(Optional.empty());
            MailServer secured = new MailServer(
                    plain.host(), plain.port(), Security.STARTTLS, plain.from(), Optional.empty(), Optional.empty());

            assertThatThrownBy(() -> deliver(Optional.of(secured))).isInstanceOf(NotDelivered.class);
            assertThat(post.mail.getReceivedMessages()).isEmpty();
        }
    }

    @Test
    void withStarttlsNothingIsSaidBeforeTheConnectionIsEncryptedByATrustedCertificate() throws Exception {
        try (StarttlsServer post = new StarttlsServer(folder)) {
            MailServer trusted = new MailServer(
                    "127.0.0.1",
                    post.port(),
                    Security.STARTTLS,
                    "tireless@example.com",
                    Optional.empty(),
                    Optional.of(post.certificate));
            deliver(Optional.of(trusted));

            assertThat(post.lines)
                    .contains(
                            "secret RCPT TO:<b@example.com>",
                            "secret Subject: [tireless] stalled: worker public/orders");
            assertThat(post.lines).filteredOn(line -> line.startsWith("plain ")).noneMatch(line -> line.contains("@"));

            MailServer unknown = new MailServer(
                    "127.0.0.1",
                    post.port(),
                    Security.STARTTLS,
                    "tireless@example.com",
                    Optional.empty(),
                    Optional.empty());
            assertThatThrownBy(() -> deliver(Optional.of(unknown))).isInstanceOf(NotDelivered.class);
        }
    }

    @Test
    void withoutAServerItIsSaidWhatToDo() {
        assertThatThrownBy(() -> deliver(Optional.empty())).hasMessageContaining("the section `smtp` of server.yaml");
    }

    private void deliver(Optional<MailServer> server) throws Exception {
        try (MailCourier courier = new MailCourier("alpha", server)) {
            courier.deliver(new Notice(
                    "1-a",
                    1,
                    Office.recipient(new Way.Email(List.of("a@example.com", "b@example.com"))),
                    new Notice.Told(
                            Office.ORDERS,
                            Office.UID,
                            OptionalInt.of(0),
                            "stalled",
                            Instant.parse("2026-01-01T00:00:00Z"),
                            "orders-0 stalled",
                            Form.empty()),
                    17,
                    0));
        }
    }

    /** A real server for mail. */
    private static final class Post implements AutoCloseable {
        final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        Post() {
            mail.start();
        }

        MailServer server(Optional<MailServer.Login> login) {
            return new MailServer(
                    "127.0.0.1",
                    mail.getSmtp().getPort(),
                    Security.NONE,
                    "tireless@example.com",
                    login,
                    Optional.empty());
        }

        MimeMessage only() {
            // One for each of its recipients.
            assertThat(mail.getReceivedMessages()).isNotEmpty();
            return mail.getReceivedMessages()[0];
        }

        @Override
        public void close() {
            mail.stop();
        }
    }
}
