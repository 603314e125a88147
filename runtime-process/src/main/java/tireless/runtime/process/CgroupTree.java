package tireless.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
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
    /** Processes and threads of one attempt: far more than a worker needs, and far less than a machine has. */
    static final int MOST_TASKS = 4096;

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
            memory = wanted(
                    Controller.MEMORY,
                    roots.memory(),
                    slot,
                    leaf,
                    limits.memoryBytes().getAsLong(),
                    warnings);
            memory.ifPresent(work::add);
        }
        if (limits.cpuMillis().isPresent()) {
            wanted(Controller.CPU, roots.cpu(), slot, leaf, limits.cpuMillis().getAsLong(), warnings)
                    .ifPresent(work::add);
        }
        // Nobody asked for it, so that nobody misses it where it can not be had.
        roots.pids()
                .flatMap(root -> limit(Controller.PIDS, root, slot, leaf, MOST_TASKS, warnings))
                .ifPresent(work::add);
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

    /** The group that limits the processes and threads of the newest attempt of a slot; empty where none does. */
    Optional<Path> tasks(SlotId slot, Optional<Leaf> leaf) {
        return roots.pids()
                .map(root -> Cgroups.isVersion2(root) && leaf.isPresent()
                        ? leaf.get().work()
                        : root.resolve(place).resolve(SlotPath.flat(slot)));
    }

    private Optional<Path> wanted(
            Controller controller,
            Optional<Path> root,
            SlotId slot,
            Optional<Leaf> leaf,
            long value,
            List<String> warnings) {
        if (root.isEmpty()) {
            warnings.add(
                    "the %s limit is not enforced: this account may not use the %s controller of control groups here"
                            .formatted(controller.text(), controller.text()));
            return Optional.empty();
        }
        return limit(controller, root.get(), slot, leaf, value, warnings);
    }

    private Optional<Path> limit(
            Controller controller, Path root, SlotId slot, Optional<Leaf> leaf, long value, List<String> warnings) {
        try {
            boolean version2 = Cgroups.isVersion2(root);
            if (version2 && leaf.isPresent()) {
                controller.enable(root, leaf.get().path());
            }
            Path group = version2 && leaf.isPresent()
                    ? leaf.get().work()
                    : root.resolve(place).resolve(SlotPath.flat(slot));
            if (!version2) {
                renew(group);
            }
            controller.limit(group, value, version2);
            return Optional.of(group);
        } catch (IOException failure) {
            warnings.add("the %s limit is not enforced: %s".formatted(controller.text(), failure.getMessage()));
            return Optional.empty();
        }
    }

    private static void renew(Path group) throws IOException {
        if (Files.isDirectory(group)) {
            // With the groups that an earlier attempt made in it.
            for (Path old : Leaf.groups(group)) {
                Files.delete(old);
            }
        } else {
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
        if (Files.isDirectory(group)) {
            try {
                Leaf.groups(group).forEach(CgroupTree::removeQuietly);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private Set<Path> distinctRoots() {
        Set<Path> distinct = new LinkedHashSet<>();
        roots.tracking().ifPresent(distinct::add);
        roots.memory().ifPresent(distinct::add);
        roots.cpu().ifPresent(distinct::add);
        roots.pids().ifPresent(distinct::add);
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
