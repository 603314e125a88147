package tireless.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.WorkspaceChoice;
import tireless.manifest.problem.Problems;
import tireless.model.Fix;
import tireless.model.Location;
import tireless.model.cluster.ClusterCompute;

/**
 * What resolving needs beyond the manifest.
 *
 * @param searchPath the PATH in which a program without a slash is looked for, to warn early; empty does not look
 * @param cluster the cluster that the worker in question runs on; empty is this machine
 * @param strict whether unknown attributes are errors
 * @param problems where everything that is wrong goes
 */
public record ResolveContext(
        Purpose purpose,
        WorkspaceChoice workspace,
        Optional<ClusterCompute> cluster,
        boolean strict,
        Disk disk,
        Optional<String> searchPath,
        Problems problems) {
    /** The context that goes with a reading, on the real disk, with fresh problems. */
    public static ResolveContext of(ReadOptions options) {
        return new ResolveContext(
                options.purpose(),
                options.workspace(),
                Optional.empty(),
                !options.lenient(),
                Disk.REAL,
                Optional.ofNullable(options.environment().get("PATH")),
                new Problems());
    }

    /** The same on a disk of which these folders, and those of the kernel, are not read. */
    ResolveContext closing(List<Path> folders) {
        return withDisk(new ClosedFolders(disk, folders));
    }

    /** The same for a worker that runs on {@code there}; empty is this machine. */
    ResolveContext on(Optional<ClusterCompute> there) {
        return new ResolveContext(purpose, workspace, there, strict, disk, searchPath, problems);
    }

    /** The same on another disk. */
    public ResolveContext withDisk(Disk other) {
        return new ResolveContext(purpose, workspace, cluster, strict, other, searchPath, problems);
    }

    /** The same for what may still come: what is not here is a warning. */
    ResolveContext forgiving() {
        return new ResolveContext(Purpose.LINT, workspace, cluster, strict, disk, searchPath, problems);
    }

    /** Reports what only the place of use can know: an error at apply, a warning at lint. */
    public void notHere(String code, Location at, String message, String hint) {
        if (purpose.isUse()) {
            problems.error(code, at, message, hint);
        } else {
            problems.warning(code, at, message, hint);
        }
    }

    /** Reports an attribute that the stack does not know. */
    public void unknown(Location at, String message, String hint, Optional<Fix> fix) {
        if (strict) {
            problems.error("unknown-attribute", at, message, hint, fix);
        } else {
            problems.warning("unknown-attribute", at, message + "; it is ignored", hint, fix);
        }
    }
}
