package tireless.stack.defined;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tireless.manifest.ManifestReader;
import tireless.manifest.ManifestSet;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.source.SourceText;
import tireless.manifest.source.Sources;
import tireless.stack.Launch;
import tireless.stack.ResolveContext;
import tireless.stack.Stack;
import tireless.stack.StackId;

/**
 * A stack of this build that is written as a Stack manifest. It is read when the first worker names it.
 *
 * @param file the manifest, beside this class
 * @param clock what its templates read as the time of now
 */
public record BundledStack(StackId id, String file, InstantSource clock) implements Stack {
    private static final Pattern NAME = Pattern.compile("(?m)^  name: .*$");
    private static final Pattern VERSION = Pattern.compile("(?m)^  version: .*$");

    @Override
    public String guide() {
        return "# The stack %s of this build, as a manifest would declare it.\n%s"
                .formatted(id, declaring(id, text(file)));
    }

    @Override
    public Optional<Launch> resolve(WorkerManifest manifest, ResolveContext context) {
        return defined().resolve(manifest, context);
    }

    private DefinedStack defined() {
        return new DefinedStack(read(file, declaring(id, text(file))).stacks().getFirst(), clock);
    }

    /** A Stack manifest of this build, as it declares {@code id}: one text stands for several names and versions. */
    static String declaring(StackId id, String text) {
        return NAME.matcher(VERSION.matcher(text).replaceFirst("  version: \"%s\"".formatted(id.version())))
                .replaceFirst("  name: " + id.name());
    }

    /** The manifests in a file of this build. */
    static ManifestSet read(String file, String text) {
        ManifestSet manifests = ManifestReader.read(
                new Sources(List.of(new SourceText(file, Path.of("/"), text)), List.of()),
                ReadOptions.of(Purpose.LINT, Map.of()));
        if (manifests.hasErrors()) {
            throw new IllegalStateException(file + ": " + manifests.problems());
        }
        return manifests;
    }

    static String text(String file) {
        try (InputStream in = BundledStack.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
