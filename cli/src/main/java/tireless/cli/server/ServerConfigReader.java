package tireless.cli.server;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.problem.Problems;
import tireless.manifest.read.Attribute;
import tireless.manifest.read.Attributes;
import tireless.manifest.read.DocumentReader;
import tireless.manifest.read.Fields;
import tireless.manifest.read.Form;
import tireless.manifest.read.Reading;
import tireless.manifest.source.SourceReader;
import tireless.manifest.source.Sources;
import tireless.manifest.value.DurationText;
import tireless.manifest.yaml.Document;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.YamlText;
import tireless.model.Problem;
import tireless.model.TirelessException;
import tireless.store.Retention;

/** Reads {@code server.yaml}. */
final class ServerConfigReader {
    private static final Attribute<Optional<String>> LISTEN = Attribute.text("listen")
            .described("an address and a port beside the socket; requests there need the token")
            .byDefault("")
            .example("127.0.0.1:7070");
    private static final Attribute<Optional<String>> CERTIFICATE =
            Attribute.text("certificate").described("a file in PEM").byDefault("");
    private static final Attribute<Optional<String>> KEY = Attribute.text("key")
            .described("the certificate's key, a file in PEM")
            .byDefault("");
    private static final Attribute<Optional<Fields>> TLS = Attribute.section(
                    "tls", Attributes.of("api.tls", CERTIFICATE, KEY))
            .described("how connections are encrypted; needed beyond loopback");
    private static final Attribute<Optional<Fields>> API =
            Attribute.section("api", Attributes.of("api", LISTEN, TLS)).described("where the API listens");
    private static final Attribute<OptionalInt> REVISIONS = Attribute.wholeNumber("revisions", 1)
            .described("revisions kept of each resource")
            .byDefault(Retention.DEFAULT.revisions());
    private static final Attribute<Optional<Duration>> AFTER_DELETE = Attribute.parsed(
                    "afterDelete", Form.Text.like(DurationText.PATTERN, Form.Plain.NONE), ServerConfigReader::duration)
            .described("how long the revisions and events of a deleted resource stay")
            .byDefault(Retention.DEFAULT.afterDelete().toDays() + "d");
    private static final Attribute<OptionalInt> EVENTS = Attribute.wholeNumber("events", 1)
            .described("events kept of each resource")
            .byDefault(Retention.DEFAULT.events());
    private static final Attribute<Optional<Fields>> HISTORY = Attribute.section(
                    "history", Attributes.of("history", REVISIONS, AFTER_DELETE, EVENTS))
            .described("how much of the past is kept");

    private static final String NEVER = "never";
    private static final Attribute<Optional<Duration>> EVERY = Attribute.parsed(
                    "every",
                    Form.Text.like(NEVER + "|" + DurationText.POSITIVE_PATTERN, Form.Plain.NONE),
                    ServerConfigReader::every)
            .described("how old the newest backup becomes while there are changes; `never` makes none")
            .byDefault(ServerConfig.Backup.DEFAULT.everyText());
    private static final Attribute<OptionalInt> KEPT = Attribute.wholeNumber("kept", 1)
            .described("how many of the newest backups stay")
            .byDefault(ServerConfig.Backup.DEFAULT.kept());
    private static final Attribute<Optional<Fields>> BACKUP = Attribute.section(
                    "backup", Attributes.of("backup", EVERY, KEPT))
            .described("the backups that the server makes by itself");

    /** The whole file. */
    static final Attributes DOCUMENT = Attributes.of(
            "server.yaml",
            API,
            HISTORY,
            BACKUP,
            LogsSection.LOGS,
            ContainersSection.CONTAINERS,
            BentoSection.BENTO,
            SmtpSection.SMTP);

    private final Problems problems = new Problems();
    private final Path folder;

    private ServerConfigReader(Path folder) {
        this.folder = folder;
    }

    /** @param configuration the folder of Tireless's configuration */
    static Path file(Path configuration) {
        return configuration.resolve("server.yaml");
    }

    /**
     * The configuration in {@link #file}; the default where there is no such file.
     *
     * @param configuration the folder of Tireless's configuration
     * @throws TirelessException with every problem of the file as its text
     */
    static ServerConfig read(Path configuration) {
        Path file = file(configuration);
        if (!Files.exists(file)) {
            return ServerConfig.DEFAULT;
        }
        Sources sources = SourceReader.load(
                List.of(file.toString()), configuration, false, new ByteArrayInputStream(new byte[0]));
        ServerConfigReader reader = new ServerConfigReader(configuration);
        reader.problems.addAll(sources.problems());
        ServerConfig config = sources.texts().stream()
                .flatMap(text -> YamlText.parse(text, reader.problems).stream())
                .findFirst()
                .map(reader::config)
                .orElse(ServerConfig.DEFAULT);
        List<Problem> found =
                reader.problems.inOrder().stream().map(Problem::withoutFix).toList();
        if (found.stream().anyMatch(Problem::isError)) {
            throw TirelessException.failed("the configuration can not be used\n"
                    + new ProblemPrinter(sources.texts(), false).print(found).stripTrailing());
        }
        return config;
    }

    private ServerConfig config(Document document) {
        Reading reading = new Reading(problems, false);
        Optional<Fields> root =
                DocumentReader.mapping(document.root(), reading).map(mapping -> new Fields(mapping, DOCUMENT, reading));
        Optional<Fields> api = root.flatMap(fields -> fields.read(API));
        Optional<Fields> history = root.flatMap(fields -> fields.read(HISTORY));
        Optional<Fields> backup = root.flatMap(fields -> fields.read(BACKUP));
        ServerConfig config = new ServerConfig(
                api.flatMap(fields -> text(fields, LISTEN)),
                api.flatMap(fields -> fields.read(TLS)).flatMap(this::tls),
                history.map(ServerConfigReader::history).orElse(ServerConfig.DEFAULT.history()),
                backup.map(ServerConfigReader::backup).orElse(ServerConfig.DEFAULT.backup()),
                root.flatMap(fields -> fields.read(LogsSection.LOGS))
                        .map(LogsSection::read)
                        .orElse(ServerConfig.DEFAULT.logs()),
                root.flatMap(fields -> fields.read(ContainersSection.CONTAINERS))
                        .map(ContainersSection::read)
                        .orElse(ServerConfig.DEFAULT.containers()),
                root.flatMap(fields -> fields.read(BentoSection.BENTO))
                        .map(BentoSection::read)
                        .orElse(ServerConfig.DEFAULT.bento()),
                root.flatMap(fields -> fields.read(SmtpSection.SMTP))
                        .flatMap(fields -> SmtpSection.read(fields, folder)));
        api.ifPresent(Fields::refuseOthers);
        root.ifPresent(Fields::refuseOthers);
        return config;
    }

    private Optional<ServerConfig.Tls> tls(Fields fields) {
        Optional<Path> certificate = text(fields, CERTIFICATE).map(folder::resolve);
        Optional<Path> key = text(fields, KEY).map(folder::resolve);
        fields.refuseOthers();
        if (certificate.isPresent() != key.isPresent()) {
            problems.error(
                    "bad-value", fields.at(), "a certificate and its key go together", "name both files, or none");
        }
        return certificate.flatMap(file -> key.map(other -> new ServerConfig.Tls(file, other)));
    }

    private static Retention history(Fields fields) {
        Retention usual = ServerConfig.DEFAULT.history();
        Retention history = new Retention(
                fields.read(REVISIONS).orElse(usual.revisions()),
                fields.read(AFTER_DELETE).orElse(usual.afterDelete()),
                fields.read(EVENTS).orElse(usual.events()));
        fields.refuseOthers();
        return history;
    }

    private static ServerConfig.Backup backup(Fields fields) {
        ServerConfig.Backup usual = ServerConfig.DEFAULT.backup();
        Optional<Duration> every = fields.read(EVERY);
        ServerConfig.Backup backup = new ServerConfig.Backup(
                every.isPresent() ? every.filter(Duration::isPositive) : usual.every(),
                fields.read(KEPT).orElse(usual.kept()));
        fields.refuseOthers();
        return backup;
    }

    /** No time at all for {@code never}. */
    private static Optional<Duration> every(Scalar written, Fields fields) {
        if (written.text().equals(NEVER)) {
            return Optional.of(Duration.ZERO);
        }
        Optional<Duration> duration = DurationText.parse(written.text()).filter(Duration::isPositive);
        if (duration.isEmpty()) {
            fields.problems()
                    .error(
                            "bad-duration",
                            written.at(),
                            "`every` can not be %s".formatted(written.shown()),
                            "write a time, as in `24h`, or `never`");
        }
        return duration;
    }

    private static Optional<Duration> duration(Scalar written, Fields fields) {
        Optional<Duration> duration = DurationText.parse(written.text());
        if (duration.isEmpty()) {
            fields.problems()
                    .error(
                            "bad-duration",
                            written.at(),
                            "`afterDelete` can not be %s".formatted(written.shown()),
                            "write a time, as in `90d`");
        }
        return duration;
    }

    private static Optional<String> text(Fields fields, Attribute<Optional<String>> attribute) {
        return fields.read(attribute).filter(text -> !text.isBlank());
    }
}
