package tireless.cli.server;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.problem.Problems;
import tireless.manifest.read.DocumentReader;
import tireless.manifest.read.Fields;
import tireless.manifest.read.Reading;
import tireless.manifest.source.SourceReader;
import tireless.manifest.source.Sources;
import tireless.manifest.value.DurationText;
import tireless.manifest.yaml.Document;
import tireless.manifest.yaml.YamlText;
import tireless.model.Problem;
import tireless.model.TirelessException;
import tireless.store.Retention;

/** Reads {@code server.yaml}. */
final class ServerConfigReader {
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
        List<Problem> found = reader.problems.inOrder();
        if (found.stream().anyMatch(Problem::isError)) {
            throw TirelessException.failed("the configuration can not be used\n"
                    + new ProblemPrinter(sources.texts(), false).print(found).stripTrailing());
        }
        return config;
    }

    private ServerConfig config(Document document) {
        Reading reading = new Reading(problems, false);
        Optional<Fields> root =
                DocumentReader.mapping(document.root(), reading).map(mapping -> new Fields(mapping, reading));
        Optional<Fields> api = root.flatMap(fields -> fields.fields("api"));
        Optional<Fields> history = root.flatMap(fields -> fields.fields("history"));
        ServerConfig config = new ServerConfig(
                api.flatMap(fields -> text(fields, "listen")),
                api.flatMap(fields -> fields.fields("tls")).flatMap(this::tls),
                history.map(this::history).orElse(ServerConfig.DEFAULT.history()));
        api.ifPresent(Fields::refuseOthers);
        root.ifPresent(Fields::refuseOthers);
        return config;
    }

    private Optional<ServerConfig.Tls> tls(Fields fields) {
        Optional<Path> certificate = text(fields, "certificate").map(folder::resolve);
        Optional<Path> key = text(fields, "key").map(folder::resolve);
        fields.refuseOthers();
        if (certificate.isPresent() != key.isPresent()) {
            problems.error(
                    "bad-value", fields.at(), "a certificate and its key go together", "name both files, or none");
        }
        return certificate.flatMap(file -> key.map(other -> new ServerConfig.Tls(file, other)));
    }

    private Retention history(Fields fields) {
        Retention usual = ServerConfig.DEFAULT.history();
        Retention history = new Retention(
                fields.wholeNumber("revisions", 1).orElse(usual.revisions()),
                text(fields, "afterDelete")
                        .flatMap(written -> days(written, fields))
                        .orElse(usual.afterDelete()),
                fields.wholeNumber("events", 1).orElse(usual.events()));
        fields.refuseOthers();
        return history;
    }

    private Optional<Duration> days(String written, Fields fields) {
        Optional<Duration> duration = DurationText.parse(written);
        if (duration.isEmpty()) {
            problems.error(
                    "bad-duration",
                    fields.valueAt("afterDelete"),
                    "`afterDelete` can not be `%s`".formatted(written),
                    "write a time, as in `90d`");
        }
        return duration;
    }

    private static Optional<String> text(Fields fields, String name) {
        return fields.text(name).filter(text -> !text.isBlank());
    }
}
