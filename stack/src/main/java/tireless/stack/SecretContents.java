package tireless.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.kind.SecretManifest;
import tireless.manifest.yaml.Mapping;
import tireless.model.Location;
import tireless.model.SecretValues;

/** The values of a secret, as its manifest and the files that it names hold them. No message has one of them, nor a path. */
final class SecretContents {
    /** Bytes of all values together: as much as Kubernetes takes. */
    private static final long MOST_BYTES = 1 << 20;

    private final SecretManifest manifest;
    private final ResolveContext context;

    private SecretContents(SecretManifest manifest, ResolveContext context) {
        this.manifest = manifest;
        this.context = context;
    }

    /** Reports files that are not there or can not be read; for lint, files are not opened. */
    static SecretValues of(SecretManifest manifest, ResolveContext context) {
        return new SecretContents(manifest, context).read();
    }

    private SecretValues read() {
        Map<String, byte[]> values = new HashMap<>();
        manifest.secret().data().forEach((key, value) -> values.put(key, value.getBytes(StandardCharsets.UTF_8)));
        manifest.secret().files().forEach((key, path) -> {
            if (values.containsKey(key)) {
                context.problems()
                        .error(
                                "duplicate-key",
                                place(key),
                                "`%s` is in `data` too".formatted(key),
                                "keep one of the two");
            }
            content(key, path).ifPresent(bytes -> values.put(key, bytes));
        });
        long all = values.values().stream().mapToLong(bytes -> bytes.length).sum();
        if (all > MOST_BYTES) {
            context.problems()
                    .error(
                            "too-large",
                            manifest.at(section()),
                            "the values have %d bytes together; a secret may have at most %d (1 MiB)"
                                    .formatted(all, MOST_BYTES),
                            "split it into several secrets");
        }
        return new SecretValues(values);
    }

    private Optional<byte[]> content(String key, String written) {
        try {
            Path file = manifest.origin().folder().resolve(written);
            switch (context.disk().at(file)) {
                case ABSENT -> absent(key, "is not there");
                case FOLDER -> absent(key, "is a folder");
                case FILE, PROGRAM -> {
                    return context.purpose().isUse()
                            ? Optional.of(context.disk().read(file, (int) MOST_BYTES + 1))
                            : Optional.empty();
                }
            }
        } catch (InvalidPathException _) {
            absent(key, "is not there");
        } catch (IOException _) {
            absent(key, "can not be read");
        }
        return Optional.empty();
    }

    private void absent(String key, String why) {
        context.notHere(
                "no-such-file",
                place(key),
                "the file for `%s` %s".formatted(key, why),
                "the path is taken from " + manifest.origin().folder());
    }

    /** In {@code files}, or beside it where an attribute of its own names the file. */
    private Location place(String key) {
        boolean among = manifest.tree()
                .get(section())
                .flatMap(node -> node instanceof Mapping inner ? inner.get("files") : Optional.empty())
                .flatMap(node -> node instanceof Mapping files ? files.get(key) : Optional.empty())
                .isPresent();
        return among ? manifest.valueAt(section(), "files", key) : manifest.valueAt(section(), key);
    }

    private String section() {
        return manifest.meta().type().keyword();
    }
}
