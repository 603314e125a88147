package tireless.runtime.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the hierarchies of control groups, and those in which this account may make groups and join them.
 *
 * @param mounts the lines of {@code /proc/self/mountinfo}
 * @param own the lines of {@code /proc/self/cgroup}
 */
record CgroupProbe(List<String> mounts, List<String> own) {
    private static final String PROBE = "tireless-probe";

    Cgroups probe() {
        Optional<Path> unified = hierarchy("cgroup2", "");
        Optional<Path> tracking =
                unified.or(() -> hierarchy("cgroup", "freezer")).or(() -> hierarchy("cgroup", "pids"));
        return new Cgroups(
                tracking,
                unified.filter(group -> controls(group, "memory")).or(() -> hierarchy("cgroup", "memory")),
                unified.filter(group -> controls(group, "cpu")).or(() -> hierarchy("cgroup", "cpu")),
                unified.filter(group -> controls(group, "pids")).or(() -> hierarchy("cgroup", "pids")));
    }

    /** The group under which groups may be made: the root if it is ours, else one that was delegated to this process. */
    private Optional<Path> hierarchy(String type, String controller) {
        for (String line : mounts) {
            String[] halves = line.split(" - ", 2);
            String[] left = halves[0].split(" ", -1);
            String[] right = halves.length == 2 ? halves[1].split(" ", -1) : new String[0];
            boolean wanted = right.length >= 3
                    && right[0].equals(type)
                    && (controller.isEmpty()
                            || Arrays.asList(right[2].split(",")).contains(controller));
            if (wanted && left.length > 4) {
                Path mount = Path.of(left[4]);
                return Stream.concat(
                                Stream.of(mount),
                                ownGroup(controller).map(mount::resolve).stream()
                                        .flatMap(CgroupProbe::delegated))
                        .filter(CgroupProbe::mayJoin)
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /** The one above first, where that was made for it: in version 2 a group that has processes itself can not limit those below it. */
    private static Stream<Path> delegated(Path own) {
        return own.endsWith(Cgroups.SERVER) ? Stream.of(own.getParent(), own) : Stream.of(own);
    }

    private Optional<String> ownGroup(String controller) {
        return own.stream()
                .map(line -> line.split(":", 3))
                .filter(fields -> fields.length == 3)
                .filter(fields -> controller.isEmpty()
                        ? fields[0].equals("0")
                        : Arrays.asList(fields[1].split(",")).contains(controller))
                .map(fields -> fields[2].substring(1))
                .findFirst();
    }

    private static boolean controls(Path group, String controller) {
        try {
            String available = Files.readString(group.resolve("cgroup.controllers"));
            if (!Arrays.asList(available.strip().split(" ")).contains(controller) || hasProcessesItself(group)) {
                return false;
            }
            Files.writeString(group.resolve("cgroup.subtree_control"), "+" + controller);
            return true;
        } catch (IOException foreign) {
            return false;
        }
    }

    /**
     * Whether it has, where that matters: not in the root. The kernel refuses to limit memory beside them; it limits the processor and
     * the number of processes, and then nobody can join any group below.
     */
    private static boolean hasProcessesItself(Path group) throws IOException {
        boolean root = !Files.exists(group.resolve("cgroup.events"));
        return !root && !Files.readString(group.resolve("cgroup.procs")).isBlank();
    }

    /** Whether a process of ours can move into a new group here: that depends on the groups on the way there. */
    private static boolean mayJoin(Path group) {
        Path probe = group.resolve(PROBE + "-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(probe);
            try {
                Process joining = new ProcessBuilder(
                                "/bin/sh",
                                "-c",
                                "echo 0 >\"$1\"",
                                "sh",
                                Cgroups.joining(probe).toString())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
                return joining.waitFor() == 0;
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException forbidden) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
