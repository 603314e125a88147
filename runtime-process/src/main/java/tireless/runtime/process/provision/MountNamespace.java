package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.runtime.process.namespace.Unshare;

/**
 * Mounts of its own for one process (mount_namespaces(7)), as a script that becomes the command, so that the process keeps its number.
 * What this machine mounts later is seen in them, and nothing of them is seen outside. An account other than root gets them by way of
 * user namespaces, and is itself again when the command runs. Safe for use by many threads.
 */
final class MountNamespace {
    private static final String TABLE = "mounts";
    private static final String INSIDE = "inside";
    private static final String ENTER = "enter";

    /** The ways that have succeeded, by the shape of the plan. */
    private final Map<String, List<String>> known = new HashMap<>();

    /** What came of looking for a way. */
    sealed interface Way {
        /** @param before what the command is put behind */
        record Open(List<String> before) implements Way {}

        /** @param cause what is missing, and what to do, for people */
        record Closed(String cause) implements Way {}
    }

    /**
     * Writes down how to carry out a plan, and finds out whether that can be done. A plan of a shape that has succeeded before is not
     * tried: what is missing today may be installed tomorrow.
     *
     * @param folder where it is written; it must be empty
     * @param asRoot whether what is run must still be able to become any account, which it is not by way of user namespaces
     * @throws IOException if it can not be written
     */
    Way open(MountPlan plan, Path folder, Path workingDirectory, boolean asRoot) throws IOException {
        Optional<Path> unshare = Unshare.program("unshare");
        if (unshare.isEmpty()) {
            return new Way.Closed("there is no program unshare on this machine: install util-linux");
        }
        List<List<String>> ways = ways(unshare.get().toString(), Unshare.user(), Unshare.group());
        Optional<List<String>> trusted = trusted(plan.shape()).filter(way -> !asRoot || way.equals(ways.getFirst()));
        if (trusted.isPresent()) {
            return new Way.Open(write(trusted.get(), plan, folder, workingDirectory));
        }
        String refusal = "";
        for (List<String> way : asRoot ? ways.subList(0, 1) : ways) {
            List<String> before = write(way, plan, folder, workingDirectory);
            Optional<String> refused = Unshare.refusal(before);
            if (refused.isEmpty()) {
                trust(plan.shape(), way);
                return new Way.Open(before);
            }
            refusal = refused.get();
        }
        return new Way.Closed("this account may not mount here (%s)".formatted(refusal));
    }

    private synchronized Optional<List<String>> trusted(String shape) {
        return Optional.ofNullable(known.get(shape));
    }

    private synchronized void trust(String shape, List<String> way) {
        known.put(shape, way);
    }

    /** What the command of an attempt was put behind that was given mounts of its own; empty if it was not. */
    static Optional<List<String>> of(Path folder) {
        Path enter = folder.resolve(ENTER);
        return Files.exists(enter) ? Optional.of(before(enter)) : Optional.empty();
    }

    /** Forgets what was written down, as it does not work. */
    static void giveUp(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(ENTER));
    }

    private static List<String> before(Path enter) {
        return List.of("/bin/sh", enter.toString());
    }

    /** First what leads to it, then what leads back to the account; the simplest first. */
    static List<List<String>> ways(String unshare, long user, long group) {
        String mounts = unshare + " --mount --propagation slave -- ";
        String itself = "%s --user --map-user=%d --map-group=%d -- ".formatted(unshare, user, group);
        List<String> byUsers = List.of(unshare + " --user --map-root-user -- " + mounts, itself);
        return user == Unshare.ROOT ? List.of(List.of(mounts, ""), byUsers) : List.of(byUsers);
    }

    /** Writes down how a plan is carried out in this way; what a command is put behind. */
    static List<String> write(List<String> way, MountPlan plan, Path folder, Path workingDirectory) throws IOException {
        Files.writeString(folder.resolve(TABLE), String.join("\n", plan.table()) + "\n", StandardCharsets.UTF_8);
        List<String> steps = new ArrayList<>(List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin"));
        steps.addAll(plan.before());
        steps.add("mount -a -T " + MountPlan.quoted(folder.resolve(TABLE)));
        steps.addAll(plan.after());
        // The working directory may be covered; a shell sets the variables in its own way.
        String inside = """
                ( %s ) >&2 || exit 70
                cd -P -- %s || exit 70
                unset OLDPWD SHLVL
                PWD=%s
                exec %s"$@"
                """.formatted(
                        String.join(" &&\n", steps),
                        MountPlan.quoted(workingDirectory),
                        MountPlan.quoted(workingDirectory),
                        way.getLast());
        Files.writeString(folder.resolve(INSIDE), inside, StandardCharsets.UTF_8);
        Path enter = folder.resolve(ENTER);
        Files.writeString(
                enter,
                "unset OLDPWD SHLVL\nexec %s/bin/sh %s \"$@\"\n"
                        .formatted(way.getFirst(), MountPlan.quoted(folder.resolve(INSIDE))),
                StandardCharsets.UTF_8);
        return before(enter);
    }
}
