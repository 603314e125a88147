package tireless.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.source.Sources;
import tireless.model.Problem;

/** Reads texts as the tests write them, and shows problems on one line each. */
final class Reads {
    static final String FILE = "w.yaml";
    static final Path FOLDER = Path.of("/some/folder");

    private Reads() {}

    static ManifestSet read(String text, ReadOptions options) {
        return ManifestReader.read(Sources.of(FILE, FOLDER, text), options);
    }

    static ManifestSet apply(String text) {
        return read(text, ReadOptions.of(Purpose.APPLY, Map.of()));
    }

    static ManifestSet run(String text) {
        return read(text, ReadOptions.of(Purpose.RUN, Map.of()));
    }

    static ManifestSet lint(String text) {
        return read(text, ReadOptions.of(Purpose.LINT, Map.of()));
    }

    /** {@code 3:5 error code: message}. */
    static List<String> problems(ManifestSet manifests) {
        return manifests.problems().stream().map(Reads::shown).toList();
    }

    static List<String> problems(String text) {
        return problems(apply(text));
    }

    /** A manifest of a worker with {@code section} below its stack, which begins on line 6. */
    static String worker(String section) {
        return """
                name: pulse
                version: v1beta
                type: worker
                worker:
                  stack: process
                """ + section.indent(2);
    }

    static WorkerManifest only(ManifestSet manifests) {
        return manifests.workers().getFirst();
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
