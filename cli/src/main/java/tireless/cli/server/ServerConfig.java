package tireless.cli.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tireless.notify.MailServer;
import tireless.runtime.container.ContainerSettings;
import tireless.runtime.process.log.LogLimits;
import tireless.stack.defined.BentoSettings;
import tireless.store.Retention;

/**
 * How a server behaves, every key with its default applied.
 *
 * @param listen {@code address:port} of a second place to listen at, beside the socket; empty is none
 * @param tls what it is encrypted with; needed beyond loopback
 * @param smtp what takes mails; empty where none are sent
 */
record ServerConfig(
        Optional<String> listen,
        Optional<Tls> tls,
        Retention history,
        Backup backup,
        LogLimits logs,
        ContainerSettings containers,
        BentoSettings bento,
        Optional<MailServer> smtp) {
    static final ServerConfig DEFAULT = new ServerConfig(
            Optional.empty(),
            Optional.empty(),
            Retention.DEFAULT,
            Backup.DEFAULT,
            LogLimits.DEFAULT,
            ContainerSettings.DEFAULT,
            BentoSettings.DEFAULT,
            Optional.empty());

    /**
     * What runs Bento on the server, which runs containers as it is told to.
     *
     * @param path the server's own
     */
    BentoSettings bentoHere(Optional<String> path) {
        return new BentoSettings(bento.command(), bento.image(), containers.engine(), path);
    }

    /**
     * The backups that the server makes by itself.
     *
     * @param every how old the newest becomes; empty where none is made
     * @param kept how many of the newest stay
     */
    record Backup(Optional<Duration> every, int kept) {
        static final Backup DEFAULT = new Backup(Optional.of(Duration.ofDays(1)), 7);

        /** The time as it is written in the file. */
        String everyText() {
            return every.map(time -> time.toSeconds() % 3_600 == 0 ? time.toHours() + "h" : time.toSeconds() + "s")
                    .orElse("never");
        }
    }

    /** Files in PEM. */
    record Tls(Path certificate, Path key) {}

    /** All keys as YAML, fit to be a configuration file. */
    String text() {
        return """
                # Where the API listens beside its socket, as 127.0.0.1:7070. Requests there need the token in the file
                # `token` of the home. Beyond loopback, tls is needed.
                api:
                  listen: %s
                  tls:
                    certificate: %s
                    key: %s
                # How much of the past is kept.
                history:
                  # revisions of each resource
                  revisions: %d
                  # time that the revisions and events of a deleted resource stay
                  afterDelete: %dd
                  # events of each resource
                  events: %d
                # The backups that the server makes by itself, in the folder `backups` of the home.
                backup:
                  # how old the newest becomes while there are changes; never makes none
                  every: %s
                  # how many of the newest stay
                  kept: %d
                """.formatted(
                        quoted(listen.orElse("")),
                        quoted(tls.map(Tls::certificate).map(Path::toString).orElse("")),
                        quoted(tls.map(Tls::key).map(Path::toString).orElse("")),
                        history.revisions(),
                        history.afterDelete().toDays(),
                        history.events(),
                        backup.everyText(),
                        backup.kept())
                + LogsSection.text(logs)
                + ContainersSection.text(containers)
                + BentoSection.text(bento)
                + SmtpSection.text(smtp);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
