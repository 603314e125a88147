package tireless.notify;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tireless.model.TirelessException;
import tireless.model.notice.Way;

/** Sends notices as mails, each over a connection of its own. */
final class MailCourier implements Courier, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final String host;
    private final Optional<MailServer> server;
    private @Nullable Vertx vertx;

    MailCourier(String host, Optional<MailServer> server) {
        this.host = host;
        this.server = server;
    }

    @Override
    public void deliver(Notice notice) throws NotDelivered, InterruptedException {
        if (!(notice.recipient().way() instanceof Way.Email email)) {
            throw new IllegalArgumentException("no mail");
        }
        MailServer to = server.orElseThrow(() -> NotDelivered.passing(
                "no server for mail is named: write the section `smtp` of server.yaml, and restart"));
        MailClient client = MailClient.create(vertx(), config(to));
        try {
            client.sendMail(message(notice, email, to))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw NotDelivered.passing("the mail was not taken within 30 s");
        } catch (ExecutionException e) {
            throw failure(e.getCause(), to);
        } finally {
            client.close();
        }
    }

    private static NotDelivered failure(@Nullable Throwable cause, MailServer to) {
        String place = to.host() + ":" + to.port();
        return switch (cause) {
            case SMTPException refusal
            when refusal.isPermanent() ->
                NotDelivered.lasting("%s refuses it: %d".formatted(place, refusal.getReplyCode()));
            case SMTPException refusal ->
                NotDelivered.passing("%s does not take it now: %d".formatted(place, refusal.getReplyCode()));
            case null, default ->
                NotDelivered.passing("%s can not be talked to: %s"
                        .formatted(
                                place,
                                cause == null ? "no reason" : cause.getClass().getSimpleName()));
        };
    }

    private MailMessage message(Notice notice, Way.Email email, MailServer to) {
        MailMessage message = new MailMessage(
                to.from(),
                null,
                "[tireless] %s: %s"
                        .formatted(notice.told().topic(), notice.told().resource()),
                "%s%n%nat %s%nid %s%n"
                        .formatted(notice.text(host), notice.told().at(), notice.id())
                        .replace("\n", "\r\n"));
        message.setTo(email.to());
        message.addHeader("Message-ID", "<%s@%s>".formatted(notice.id(), host));
        message.addHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private static MailConfig config(MailServer to) throws NotDelivered {
        MailConfig config = new MailConfig()
                .setHostname(to.host())
                .setPort(to.port())
                .setKeepAlive(false)
                .setMaxPoolSize(1)
                .setSsl(to.security() == MailServer.Security.TLS)
                .setStarttls(
                        to.security() == MailServer.Security.STARTTLS
                                ? StartTLSOptions.REQUIRED
                                : StartTLSOptions.DISABLED)
                .setLogin(to.login().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED);
        if (to.security() != MailServer.Security.NONE) {
            config.setHostnameVerificationAlgorithm("HTTPS");
            to.certificates()
                    .ifPresent(file -> config.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        }
        if (to.login().isPresent()) {
            config.setUsername(to.login().get().user())
                    .setPassword(password(to.login().get().password()));
        }
        return config;
    }

    private static String password(Path file) throws NotDelivered {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
                throw NotDelivered.passing("others may read the password in %1$s: chmod 600 %1$s".formatted(file));
            }
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw NotDelivered.passing(
                    "the password in %s can not be read: %s".formatted(file, TirelessException.reason(e)));
        }
    }

    private synchronized Vertx vertx() {
        if (vertx == null) {
            vertx = Vertx.vertx(new VertxOptions()
                    .setEventLoopPoolSize(1)
                    .setWorkerPoolSize(1)
                    .setInternalBlockingPoolSize(2));
        }
        return vertx;
    }

    @Override
    public synchronized void close() {
        if (vertx != null) {
            var _ = vertx.close();
        }
    }
}
