package tireless.stack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.ManifestReader;
import tireless.manifest.ManifestSet;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.WorkspaceChoice;
import tireless.manifest.problem.Problems;
import tireless.manifest.source.Sources;
import tireless.model.Problem;
import tireless.model.Workload;
import tireless.stack.builtin.BuiltInStacks;

/** Resolves texts on a disk that is a map. */
final class Resolves {
    static final Path FOLDER = Path.of("/some/folder");
    static final String PATH = "/bin:/usr/bin";
    static final Map<Path, Disk.Kind> DISK = Map.of(
            FOLDER,
            Disk.Kind.FOLDER,
            FOLDER.resolve("pulse.sh"),
            Disk.Kind.PROGRAM,
            FOLDER.resolve("two words"),
            Disk.Kind.PROGRAM,
            FOLDER.resolve("plain.txt"),
            Disk.Kind.FILE,
            FOLDER.resolve("large.txt"),
            Disk.Kind.FILE,
            FOLDER.resolve("data"),
            Disk.Kind.FOLDER,
            Path.of("/bin/sleep"),
            Disk.Kind.PROGRAM,
            Path.of("/opt/own/tool"),
            Disk.Kind.PROGRAM);

    /** What each file of it holds is its own path. */
    private static final Disk MAPPED = new Disk() {
        @Override
        public Kind at(Path path) {
            return DISK.getOrDefault(path, Kind.ABSENT);
        }

        @Override
        public byte[] read(Path file, int most) {
            String text = file.toString().repeat(file.endsWith("large.txt") ? 100_000 : 1);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(bytes, Math.min(bytes.length, most));
        }
    };

    private Resolves() {}

    static Resolution resolve(String text, Purpose purpose, Map<String, String> environment) {
        return resolve(text, purpose, environment, "");
    }

    /** @param computes texts of Computes that were declared before */
    static Resolution resolve(String text, Purpose purpose, Map<String, String> environment, String computes) {
        ReadOptions options = ReadOptions.of(purpose, environment);
        ManifestSet set = ManifestReader.read(Sources.of("w.yaml", FOLDER, text), options);
        Declared declared = new Declared(
                List.of(),
                ManifestReader.read(Sources.of("c.yaml", FOLDER, computes), ReadOptions.of(Purpose.LINT, Map.of()))
                        .computes());
        ResolveContext context = new ResolveContext(
                purpose, WorkspaceChoice.DEFAULT, Optional.empty(), true, MAPPED, Optional.of(PATH), new Problems());
        return BuiltInStacks.resolver(InstantSource.fixed(Instant.EPOCH)).resolve(set, declared, context);
    }

    static Resolution apply(String text) {
        return resolve(text, Purpose.APPLY, Map.of());
    }

    /** A worker with {@code spec} below its {@code stackSpec}, which begins on line 7. */
    static String worker(String spec) {
        return """
                name: pulse
                version: v1beta
                type: worker
                worker:
                  stack: process
                  stackSpec:
                """ + spec.indent(4);
    }

    static Workload only(Resolution resolution) {
        return (Workload) resolution.resources().getFirst().spec();
    }

    static List<String> problems(Resolution resolution) {
        return resolution.problems().stream().map(Resolves::shown).toList();
    }

    private static String shown(Problem problem) {
        return "%d:%d %s %s: %s"
                .formatted(
                        problem.location().line(),
                        problem.location().column(),
                        problem.isError() ? "error" : "warning",
                        problem.code(),
                        problem.message());
    }
}
