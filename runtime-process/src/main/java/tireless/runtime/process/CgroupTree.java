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
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
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
        Preparation made = new Preparation(slot);
        Optional<Path> memory = made.limit(Controller.MEMORY, roots.memory(), limits.memoryBytes());
        Optional<Path> cpu = made.limit(Controller.CPU, roots.cpu(), limits.cpuMillis());
        // Nobody asked for it, so that nobody misses it where it can not be had.
        Optional<Path> tasks = roots.pids().flatMap(root -> made.limit(Controller.PIDS, root, MOST_TASKS));
        List<Path> procs = Stream.of(made.leaf.map(Leaf::work), memory, cpu, tasks)
                .flatMap(Optional::stream)
                .distinct()
                .map(group -> group.resolve("cgroup.procs"))
                .toList();
        return new Groups(made.leaf, memory, procs, made.warnings);
    }

    /** The groups of one attempt, as they are made. */
    private final class Preparation {
        private final SlotId slot;
        private final List<String> warnings = new ArrayList<>();
        private final Optional<Leaf> leaf;

        Preparation(SlotId slot) {
            this.slot = slot;
            this.leaf = roots.tracking().flatMap(this::leaf);
        }

        private Optional<Leaf> leaf(Path root) {
            try {
                Leaf made = new Leaf(group(root, slot));
                renew(made.work());
                Files.createDirectories(made.keeper());
                return Optional.of(made);
            } catch (IOException failure) {
                warnings.add("no control group could be made (" + failure.getMessage()
                        + "): processes that leave the session are found by their environment alone");
                return Optional.empty();
            }
        }

        /** The group that limits what it uses; empty if it needs no limit, or gets none. */
        Optional<Path> limit(Controller controller, Optional<Path> root, OptionalLong value) {
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (root.isEmpty()) {
                warnings.add(
                        "the %s limit is not enforced: this account may not use the %s controller of control groups here"
                                .formatted(controller.text(), controller.text()));
                return Optional.empty();
            }
            return limit(controller, root.get(), value.getAsLong());
        }

        Optional<Path> limit(Controller controller, Path root, long value) {
            try {
                boolean version2 = Cgroups.isVersion2(root);
                Path group = group(root, slot);
                if (!version2) {
                    renew(group);
                } else if (leaf.isPresent()) {
                    controller.enable(root, leaf.get().path());
                    group = leaf.get().work();
                }
                controller.limit(group, value, version2);
                return Optional.of(group);
            } catch (IOException failure) {
                warnings.add("the %s limit is not enforced: %s".formatted(controller.text(), failure.getMessage()));
                return Optional.empty();
            }
        }
    }

    private Path group(Path root, SlotId slot) {
        return root.resolve(place).resolve(SlotPath.flat(slot));
    }

    /** The cgroup.procs of the groups that the command of a living attempt is in, for another command that is to join it. */
    List<Path> joined(SlotId slot, Limits limits, Optional<Leaf> leaf, Optional<Path> memory) {
        Set<Path> groups = new LinkedHashSet<>();
        leaf.ifPresent(found -> groups.add(found.work()));
        memory.ifPresent(groups::add);
        tasks(slot, leaf).filter(Files::isDirectory).ifPresent(groups::add);
        if (limits.cpuMillis().isPresent()) {
            roots.cpu()
                    .filter(root -> leaf.isEmpty() || !Cgroups.isVersion2(root))
                    .map(root -> group(root, slot))
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
                        : group(root, slot));
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
            removeSlot(group(root, slot));
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

    private List<Path> distinctRoots() {
        return Stream.of(roots.tracking(), roots.memory(), roots.cpu(), roots.pids())
                .flatMap(Optional::stream)
                .distinct()
                .toList();
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
