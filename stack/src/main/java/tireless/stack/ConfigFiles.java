package tireless.stack;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.FileContent;
import tireless.model.Location;

/** The files that {@code configs} names: what they hold at this moment is what a replica gets. */
final class ConfigFiles {
    /** As much as a ConfigMap of Kubernetes holds. */
    static final int MOST_BYTES = 1 << 20;

    private ConfigFiles() {}

    /** What the manifest itself names; without what is wrong, which is reported. */
    static SortedMap<String, FileContent> of(WorkerManifest manifest, ResolveContext context) {
        SortedMap<String, FileContent> files = new TreeMap<>();
        manifest.worker().task().inputs().configs().forEach((name, written) -> {
            if (ConfigName.isOne(name)) {
                content(name, written, manifest, context).ifPresent(content -> files.put(name, content));
            } else {
                context.problems()
                        .error(
                                "bad-value",
                                manifest.at("worker", "configs", name),
                                "`%s` can not name a file of `configs`".formatted(name),
                                ConfigName.ADVICE);
            }
        });
        return files;
    }

    private static Optional<FileContent> content(
            String name, String written, WorkerManifest manifest, ResolveContext context) {
        Path folder = manifest.origin().folder();
        Location at = manifest.valueAt("worker", "configs", name);
        try {
            Path file = folder.resolve(written).normalize();
            switch (context.disk().at(file)) {
                case ABSENT -> missing(at, "the file for `%s` is not there".formatted(name), folder, context);
                case FOLDER -> missing(at, "what `%s` names is a folder".formatted(name), folder, context);
                case FILE, PROGRAM -> {
                    // One byte more shows that there is too much.
                    return Optional.of(FileContent.of(context.disk().read(file, MOST_BYTES + 1)));
                }
            }
        } catch (InvalidPathException _) {
            missing(at, "the file for `%s` is not there".formatted(name), folder, context);
        } catch (IOException failure) {
            context.notHere(
                    "unreadable",
                    at,
                    "the file for `%s` can not be read: %s".formatted(name, failure.getMessage()),
                    "name a file that this account may read, outside of the home; a password is handed over as a secret");
        }
        return Optional.empty();
    }

    private static void missing(Location at, String message, Path folder, ResolveContext context) {
        context.notHere("no-such-file", at, message, "the path is taken from " + folder);
    }

    /** The stack's files, and the manifest's, which win over them; that it is too much is reported. */
    static SortedMap<String, FileContent> together(
            Launch launch, SortedMap<String, FileContent> own, WorkerManifest manifest, ResolveContext context) {
        SortedMap<String, FileContent> all = new TreeMap<>(launch.configs());
        all.putAll(own);
        long bytes = all.values().stream()
                .mapToLong(content -> content.bytes().length)
                .sum();
        if (bytes > MOST_BYTES) {
            context.notHere(
                    "too-large",
                    manifest.at("worker", "configs"),
                    "the files of `configs` hold more than %d bytes together".formatted(MOST_BYTES),
                    "put large data into a volume");
        }
        return all;
    }
}
