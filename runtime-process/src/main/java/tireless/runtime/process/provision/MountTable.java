package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is mounted where, as this process sees it (proc_pid_mountinfo(5)). */
record MountTable(List<Mount> mounts) {
    private static final Set<String> KEPT = Set.of("nosuid", "nodev", "noexec");
    private static final int TARGET = 4;
    private static final int OPTIONS = 5;

    /** @param kind of the file system, as {@code tmpfs} */
    record Mount(Path target, List<String> options, String kind) {}

    static MountTable read() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/self/mountinfo"), StandardCharsets.UTF_8));
    }

    static MountTable parse(List<String> lines) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines) {
            List<String> fields = List.of(line.split(" ", -1));
            int separator = fields.indexOf("-");
            mounts.add(new Mount(
                    Path.of(unescaped(fields.get(TARGET))),
                    List.of(fields.get(OPTIONS).split(",", -1)),
                    fields.get(separator + 1)));
        }
        return new MountTable(List.copyOf(mounts));
    }

    /** Of the file system that holds {@code path}, which must have no links: as {@code tmpfs}. */
    String kind(Path path) {
        return of(path).kind();
    }

    /** What else may not be done there. */
    List<String> options(Path path) {
        return of(path).options().stream().filter(KEPT::contains).toList();
    }

    private Mount of(Path path) {
        Mount found = new Mount(Path.of("/"), List.of(), "");
        for (Mount mount : mounts) {
            // Of two at one path the later hides the earlier.
            if (path.startsWith(mount.target())
                    && mount.target().getNameCount() >= found.target().getNameCount()) {
                found = mount;
            }
        }
        return found;
    }

    private static String unescaped(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
