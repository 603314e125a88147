package tireless.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.model.Limits;
import tireless.model.SlotId;

/** The control groups of one home: {@code tireless/HOME/SLOT}, made new for every attempt, so that their counters begin at zero. */
final class CgroupTree {
    private static final int CPU_PERIOD_MICROS = 100_000;
    private static final int SHORTEST_QUOTA_MICROS = 1_000;
    private static final int MICROS_PER_MILLI_CORE = CPU_PERIOD_MICROS / 1_000;

    private final Cgroups roots;
    private final Path place;

    CgroupTree(Cgroups roots, String homeId) {
        this.roots = roots;
        this.place = Path.of("tireless", homeId);
    }

    /**
     * The groups of one attempt.
     *
     * @param memory the group that limits its memory, if one does
     * @param workProcs the cgroup.procs that its command joins
     * @param warnings what could not be done, for people
     */
    record Groups(Optional<Leaf> leaf, Optional<Path> memory, List<Path> workProcs, List<String> warnings) {}

    /** Makes the groups for a start; the attempt before must be known dead. */
    Groups prepare(SlotId slot, Limits limits) {
        List<String> warnings = new ArrayList<>();
        Set<Path> work = new LinkedHashSet<>();
        Optional<Leaf> leaf = roots.tracking().flatMap(root -> leaf(root, slot, warnings));
        leaf.ifPresent(made -> work.add(made.work()));
        Optional<Path> memory = Optional.empty();
        if (limits.memoryBytes().isPresent()) {
            memory = limit(
                    roots.memory(), slot, leaf, "memory", limits.memoryBytes().getAsLong(), warnings);
            memory.ifPresent(work::add);
        }
        if (limits.cpuMillis().isPresent()) {
            limit(roots.cpu(), slot, leaf, "cpu", limits.cpuMillis().getAsLong(), warnings)
                    .ifPresent(work::add);
        }
        List<Path> procs =
                work.stream().map(group -> group.resolve("cgroup.procs")).toList();
        return new Groups(leaf, memory, procs, warnings);
    }

    private Optional<Leaf> leaf(Path root, SlotId slot, List<String> warnings) {
        Path path = root.resolve(place).resolve(SlotPath.flat(slot));
        try {
            Leaf leaf = new Leaf(path);
            renew(leaf.work());
            if (!Files.isDirectory(leaf.keeper())) {
                Files.createDirectories(leaf.keeper());
            }
            return Optional.of(leaf);
        } catch (IOException failure) {
            warnings.add("no control group could be made (" + failure.getMessage()
                    + "): processes that leave the session are found by their environment alone");
            return Optional.empty();
        }
    }

    /** The cgroup.procs of the groups that the command of a living attempt is in, for another command that is to join it. */
    List<Path> joined(SlotId slot, Limits limits, Optional<Leaf> leaf, Optional<Path> memory) {
        Set<Path> groups = new LinkedHashSet<>();
        leaf.ifPresent(found -> groups.add(found.work()));
        memory.ifPresent(groups::add);
        if (limits.cpuMillis().isPresent()) {
            roots.cpu()
                    .filter(root -> leaf.isEmpty() || !Cgroups.isVersion2(root))
                    .map(root -> root.resolve(place).resolve(SlotPath.flat(slot)))
                    .filter(Files::isDirectory)
                    .ifPresent(groups::add);
        }
        return groups.stream().map(group -> group.resolve("cgroup.procs")).toList();
    }

    private Optional<Path> limit(
            Optional<Path> root, SlotId slot, Optional<Leaf> leaf, String what, long value, List<String> warnings) {
        if (root.isEmpty()) {
            warnings.add(
                    "the %s limit is not enforced: this account may not use the %s controller of control groups here"
                            .formatted(what, what));
            return Optional.empty();
        }
        try {
            boolean version2 = Cgroups.isVersion2(root.get());
            if (version2 && leaf.isPresent()) {
                enable(root.get(), leaf.get().path(), what);
            }
            Path group = version2 && leaf.isPresent()
                    ? leaf.get().work()
                    : root.get().resolve(place).resolve(SlotPath.flat(slot));
            if (!version2) {
                renew(group);
            }
            write(group, what, value, version2);
            return Optional.of(group);
        } catch (IOException failure) {
            warnings.add("the %s limit is not enforced: %s".formatted(what, failure.getMessage()));
            return Optional.empty();
        }
    }

    private static void enable(Path root, Path group, String controller) throws IOException {
        Path at = root;
        Files.writeString(at.resolve("cgroup.subtree_control"), "+" + controller);
        for (Path name : root.relativize(group)) {
            at = at.resolve(name);
            Files.writeString(at.resolve("cgroup.subtree_control"), "+" + controller);
        }
    }

    private static void write(Path group, String what, long value, boolean version2) throws IOException {
        if (what.equals("memory")) {
            Files.writeString(group.resolve(version2 ? "memory.max" : "memory.limit_in_bytes"), Long.toString(value));
            return;
        }
        long quota = Math.max(SHORTEST_QUOTA_MICROS, value * MICROS_PER_MILLI_CORE);
        if (version2) {
            Files.writeString(group.resolve("cpu.max"), quota + " " + CPU_PERIOD_MICROS);
        } else {
            Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(CPU_PERIOD_MICROS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
        }
    }

    private static void renew(Path group) throws IOException {
        try {
            Files.delete(group);
        } catch (NoSuchFileException first) {
            Files.createDirectories(group.getParent());
        }
        Files.createDirectory(group);
    }

    /** Removes the groups of a slot whose attempts are all dead; what the kernel still holds stays, and harms nobody. */
    void remove(SlotId slot) {
        for (Path root : distinctRoots()) {
            removeSlot(root.resolve(place).resolve(SlotPath.flat(slot)));
        }
    }

    /** Removes every group of the home in which nothing runs; the kernel refuses to remove the others. */
    void removeEmpty() {
        for (Path root : distinctRoots()) {
            Path groups = root.resolve(place);
            if (Files.isDirectory(groups)) {
                try (DirectoryStream<Path> slots = Files.newDirectoryStream(groups, Files::isDirectory)) {
                    slots.forEach(CgroupTree::removeSlot);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
                removeQuietly(groups);
                removeQuietly(root.resolve(place.getName(0)));
            }
        }
    }

    private static void removeSlot(Path group) {
        removeQuietly(group.resolve("work"));
        removeQuietly(group.resolve("keeper"));
        removeQuietly(group);
    }

    private Set<Path> distinctRoots() {
        Set<Path> distinct = new LinkedHashSet<>();
        roots.tracking().ifPresent(distinct::add);
        roots.memory().ifPresent(distinct::add);
        roots.cpu().ifPresent(distinct::add);
        return distinct;
    }

    private static void removeQuietly(Path group) {
        try {
            Files.deleteIfExists(group);
        } catch (DirectoryNotEmptyException used) {
            // Another slot or another home is in it.
        } catch (FileSystemException busy) {
            // The same, as the kernel says it for control groups.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
