package tireless.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import tireless.model.SlotId;

/**
 * Makes the control groups that hold attempts, each before it is known for which, and removes them when nobody asks for their counters
 * any more. No name is given twice in a home, so an attempt's group is never that of another one. Safe for use by many threads.
 */
final class Leaves {
    /** No slot's group is called so: those have points in their names. */
    private static final String PREFIX = "leaf-";

    private final Optional<Path> groups;
    private final Optional<Path> root;
    private final String prefix = PREFIX + UUID.randomUUID().toString().substring(0, 13) + "-";
    private final AtomicLong made = new AtomicLong();
    private final Set<Controller> needed = ConcurrentHashMap.newKeySet();
    private final Map<SlotId, Path> newest = new ConcurrentHashMap<>();
    private final Queue<Path> over = new ConcurrentLinkedQueue<>();

    /**
     * @param root where attempts are tracked; empty if they are not
     * @param place the home's groups below it
     */
    Leaves(Optional<Path> root, Path place) {
        this.root = root;
        this.groups = root.map(tracking -> tracking.resolve(place));
    }

    /**
     * A leaf for an attempt to come.
     *
     * @param leaf empty where none is made
     * @param offered the controllers of version 2 that it has
     * @param warnings why it could not be made, for people
     */
    record Blank(Optional<Leaf> leaf, Set<Controller> offered, List<String> warnings) {
        static final Blank NONE = new Blank(Optional.empty(), Set.of(), List.of());

        Blank {
            offered = Set.copyOf(offered);
            warnings = List.copyOf(warnings);
        }
    }

    /** Has every leaf from now on offer a controller, if the hierarchy that tracks is of version 2 and has it. */
    void need(Controller controller, Optional<Path> at) {
        if (at.isPresent() && at.equals(root) && Cgroups.isVersion2(at.get())) {
            needed.add(controller);
        }
    }

    /** Makes one. What the kernel does not let it offer is found out again, and said, by who limits it. */
    Blank make() {
        if (groups.isEmpty()) {
            return Blank.NONE;
        }
        Leaf leaf = new Leaf(groups.get().resolve(prefix + made.incrementAndGet()));
        try {
            Files.createDirectories(leaf.path());
            Set<Controller> offered = EnumSet.noneOf(Controller.class);
            for (Controller controller : needed) {
                if (offer(controller, leaf)) {
                    offered.add(controller);
                }
            }
            Files.createDirectory(leaf.work());
            Files.createDirectory(leaf.keeper());
            return new Blank(Optional.of(leaf), offered, List.of());
        } catch (IOException failure) {
            over.add(leaf.path());
            return new Blank(
                    Optional.empty(),
                    Set.of(),
                    List.of("no control group could be made (" + failure.getMessage()
                            + "): processes that leave the session are found by their environment alone"));
        }
    }

    private boolean offer(Controller controller, Leaf leaf) {
        try {
            controller.enable(root.orElseThrow(), leaf.path());
            return true;
        } catch (IOException notNow) {
            return false;
        }
    }

    /** The leaf is that of the newest attempt of a slot; the one before is dead, and asked for nothing any more. */
    void hold(SlotId slot, Leaf leaf) {
        Path before = newest.put(slot, leaf.path());
        if (before != null) {
            over.add(before);
        }
    }

    /** No attempt will have it. */
    void discard(Blank blank) {
        blank.leaf().map(Leaf::path).ifPresent(over::add);
    }

    /** Removes those that are over. Where the kernel still holds one, it is tried again the next time. */
    void tidy() {
        for (int left = over.size(); left > 0; left--) {
            Path leaf = over.poll();
            if (leaf != null) {
                remove(leaf);
                if (Files.isDirectory(leaf)) {
                    over.add(leaf);
                }
            }
        }
    }

    /** Removes what an earlier process has left, but for the leaves of these newest attempts. */
    void keep(Map<SlotId, Path> ofNewest) throws IOException {
        newest.putAll(ofNewest);
        if (groups.filter(Files::isDirectory).isPresent()) {
            Collection<Path> kept = Set.copyOf(ofNewest.values());
            try (DirectoryStream<Path> leaves = Files.newDirectoryStream(groups.get(), PREFIX + "*")) {
                for (Path leaf : leaves) {
                    if (!kept.contains(leaf) && !leaf.getFileName().toString().startsWith(prefix)) {
                        over.add(leaf);
                    }
                }
            }
            tidy();
        }
    }

    /** Forgets a slot whose attempts are all dead, and removes its leaf. */
    void remove(SlotId slot) {
        Path leaf = newest.remove(slot);
        if (leaf != null) {
            over.add(leaf);
        }
        tidy();
    }

    /** Removes a group with all below it, if nothing runs in it. */
    static void remove(Path group) {
        if (Files.isDirectory(group)) {
            try {
                Leaf.groups(group).forEach(Leaves::removeOne);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Removes a group, unless something is in it. */
    static void removeOne(Path group) {
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
