package tireless.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
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

/**
 * The control groups of one home, new for every attempt, so that their counters begin at zero: {@code tireless/HOME/LEAF} to find and
 * kill all of it, and {@code tireless/HOME/SLOT} in hierarchies of version 1 that limit it.
 */
final class CgroupTree {
    /** Processes and threads of one attempt: far more than a worker needs, and far less than a machine has. */
    static final int MOST_TASKS = 4096;

    private final Cgroups roots;
    private final Path place;
    private final Leaves leaves;

    CgroupTree(Cgroups roots, String homeId) {
        this.roots = roots;
        this.place = Path.of("tireless", homeId);
        this.leaves = new Leaves(roots.tracking(), place);
        leaves.need(Controller.PIDS, roots.pids());
    }

    /**
     * The groups of one attempt.
     *
     * @param memory the group that limits its memory, if one does
     * @param joining the files by which its command joins those groups that it is not in as soon as it is there
     * @param warnings what could not be done, for people
     */
    record Groups(Optional<Leaf> leaf, Optional<Path> memory, List<Path> joining, List<String> warnings) {}

    /** The leaves of the home. */
    Leaves leaves() {
        return leaves;
    }

    /** Has the leaves that are made from now on offer what these limits need. */
    void expect(Limits limits) {
        limits.memoryBytes().ifPresent(_ -> leaves.need(Controller.MEMORY, roots.memory()));
        limits.cpuMillis().ifPresent(_ -> leaves.need(Controller.CPU, roots.cpu()));
    }

    /** Makes the groups for a start in this leaf; the attempt before must be known dead. */
    Groups prepare(SlotId slot, Limits limits, Leaves.Blank blank) {
        Preparation made = new Preparation(slot, blank);
        Optional<Path> memory = made.limit(Controller.MEMORY, roots.memory(), limits.memoryBytes());
        Optional<Path> cpu = made.limit(Controller.CPU, roots.cpu(), limits.cpuMillis());
        // Nobody asked for it, so that nobody misses it where it can not be had.
        Optional<Path> tasks = roots.pids().flatMap(root -> made.limit(Controller.PIDS, root, MOST_TASKS));
        Optional<Path> work = blank.leaf().map(Leaf::work);
        List<Path> joining = Stream.of(memory, cpu, tasks)
                .flatMap(Optional::stream)
                .distinct()
                .filter(group -> work.filter(group::equals).isEmpty())
                .map(Cgroups::joining)
                .toList();
        return new Groups(blank.leaf(), memory, joining, made.warnings);
    }

    /** The groups of one attempt, as they are made. */
    private final class Preparation {
        private final SlotId slot;
        private final Leaves.Blank blank;
        private final List<String> warnings;

        Preparation(SlotId slot, Leaves.Blank blank) {
            this.slot = slot;
            this.blank = blank;
            this.warnings = new ArrayList<>(blank.warnings());
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
                if (blank.leaf().isPresent() && tracks(root)) {
                    Leaf leaf = blank.leaf().get();
                    group = leaf.work();
                    if (version2 && !blank.offered().contains(controller)) {
                        controller.enable(root, leaf.path());
                    }
                } else if (!version2) {
                    renew(group);
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

    private boolean tracks(Path root) {
        return roots.tracking().filter(root::equals).isPresent();
    }

    /** The files by which another command joins the groups that the command of a living attempt is in. */
    List<Path> joined(SlotId slot, Limits limits, Optional<Leaf> leaf, Optional<Path> memory) {
        Set<Path> groups = new LinkedHashSet<>();
        leaf.ifPresent(found -> groups.add(found.work()));
        memory.ifPresent(groups::add);
        tasks(slot, leaf).filter(Files::isDirectory).ifPresent(groups::add);
        if (limits.cpuMillis().isPresent()) {
            roots.cpu()
                    .filter(root -> leaf.isEmpty() || !tracks(root))
                    .map(root -> group(root, slot))
                    .filter(Files::isDirectory)
                    .ifPresent(groups::add);
        }
        return groups.stream().map(Cgroups::joining).toList();
    }

    /** The group that limits the processes and threads of the newest attempt of a slot; empty where none does. */
    Optional<Path> tasks(SlotId slot, Optional<Leaf> leaf) {
        return roots.pids()
                .map(root -> tracks(root) && leaf.isPresent() ? leaf.get().work() : group(root, slot));
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
        leaves.remove(slot);
        for (Path root : distinctRoots()) {
            Leaves.remove(group(root, slot));
        }
    }

    /** Removes every group of the home in which nothing runs; the kernel refuses to remove the others. */
    void removeEmpty() {
        for (Path root : distinctRoots()) {
            Path groups = root.resolve(place);
            if (Files.isDirectory(groups)) {
                try (DirectoryStream<Path> slots = Files.newDirectoryStream(groups, Files::isDirectory)) {
                    slots.forEach(Leaves::remove);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
                Leaves.removeOne(groups);
                Leaves.removeOne(root.resolve(place.getName(0)));
            }
        }
    }

    private List<Path> distinctRoots() {
        return Stream.of(roots.tracking(), roots.memory(), roots.cpu(), roots.pids())
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
