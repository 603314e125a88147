package tireless.control;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.FileContent;
import tireless.model.Workload;
import tireless.plan.DesiredResource;
import tireless.stack.Disk;
import tireless.stack.ResolveContext;

/** The disk with the files of {@code configs} as they were when a worker was applied, whatever is there now. */
record AppliedFiles(Map<Path, FileContent> files, Disk rest) implements Disk {
    static ResolveContext in(ResolveContext context, DesiredResource resource, List<WorkerManifest> manifests) {
        Map<Path, FileContent> files = new HashMap<>();
        if (resource.revision().spec() instanceof Workload workload) {
            Map<String, FileContent> applied = workload.run().provisions().configs();
            for (WorkerManifest manifest : manifests) {
                manifest.worker().task().inputs().configs().forEach((name, written) -> {
                    FileContent content = applied.get(name);
                    if (content != null) {
                        put(manifest.origin().folder(), written, content, files);
                    }
                });
            }
        }
        return context.withDisk(new AppliedFiles(files, context.disk()));
    }

    private static void put(Path folder, String written, FileContent content, Map<Path, FileContent> files) {
        try {
            files.put(folder.resolve(written).normalize(), content);
        } catch (InvalidPathException _) {
            // It was none when it was applied, and had no content.
        }
    }

    @Override
    public Kind at(Path path) {
        return files.containsKey(path) ? Kind.FILE : rest.at(path);
    }

    @Override
    public byte[] read(Path file, int most) throws IOException {
        FileContent applied = files.get(file);
        return applied == null ? rest.read(file, most) : applied.bytes();
    }
}
