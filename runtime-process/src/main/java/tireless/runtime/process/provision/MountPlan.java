package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which mounts make folders appear at paths, also where this machine has nothing there. Then the nearest folder above is covered by
 * one that has the same in it and the missing folders too: folders are mounted anew, so that what is in them is the machine's own;
 * files are links to the machine's own by {@link #MACHINE}, so that one that is replaced there is replaced here; links are copied.
 *
 * @param before what is run before the mounts, as lines of a shell
 * @param table the mounts, in their order, as lines of fstab(5)
 * @param after what is run after the mounts
 * @param shape the same for plans that can be carried out on the same machines
 */
record MountPlan(List<String> before, List<String> table, List<String> after, String shape) {
    /** Where a covered folder is found in what covers it. */
    static final String MACHINE = ".machine";

    private static final int MOST_ENTRIES = 2000;
    private static final Path ROOT = Path.of("/");

    /** What came of planning. */
    sealed interface Outcome {
        record Planned(MountPlan plan) implements Outcome {}

        /** @param cause for people */
        record Impossible(String cause) implements Outcome {}
    }

    /**
     * Plans the mounts.
     *
     * @param stage an empty folder of this machine, that is mounted on for as long as it takes
     * @throws IOException if this machine's folders can not be read
     */
    static Outcome of(List<Bind> binds, Path stage, Surroundings machine) throws IOException {
        List<String> table = new ArrayList<>();
        StringBuilder shape = new StringBuilder();
        SortedMap<Path, List<Bind>> covers = new TreeMap<>();
        for (Bind bind : binds) {
            shape.append(bind.target()).append(bind.readOnly() ? " ro\n" : "\n");
            Path ground = ground(bind.target(), machine);
            if (ground.equals(bind.target())) {
                table.add(line(bind.source(), bind.target(), options("bind", bind, machine)));
            } else {
                Optional<String> hindrance = hindrance(ground, bind.target(), machine);
                if (hindrance.isPresent()) {
                    return new Outcome.Impossible(hindrance.get());
                }
                covers.computeIfAbsent(ground, _ -> new ArrayList<>()).add(bind);
            }
        }
        shape.append(covers.keySet());
        List<String> checks = checks(binds);
        return covers.isEmpty()
                ? new Outcome.Planned(new MountPlan(List.of(), table, checks, shape.toString()))
                : covered(covers, table, stage, machine, shape.toString(), checks);
    }

    private static Outcome covered(
            SortedMap<Path, List<Bind>> covers,
            List<String> table,
            Path stage,
            Surroundings machine,
            String shape,
            List<String> checks)
            throws IOException {
        List<String> before = new ArrayList<>();
        before.add("mount -t tmpfs -o mode=755,nosuid,nodev tireless " + quoted(stage));
        List<String> last = new ArrayList<>();
        for (Map.Entry<Path, List<Bind>> cover : covers.entrySet()) {
            Path ground = cover.getKey();
            Path copy = stage.resolve(Integer.toString(last.size()));
            List<Surroundings.Entry> entries = machine.entries(ground);
            if (entries.size() > MOST_ENTRIES) {
                return new Outcome.Impossible("%s has too many entries to be covered: make %s on this machine"
                        .formatted(ground, cover.getValue().getFirst().target()));
            }
            List<Path> folders = new ArrayList<>(List.of(copy.resolve(MACHINE)));
            List<Path> links = new ArrayList<>();
            List<Path> files = new ArrayList<>();
            table.add(line(ground, copy.resolve(MACHINE), "rbind"));
            for (Surroundings.Entry entry : entries) {
                switch (entry.kind()) {
                    case FOLDER -> {
                        folders.add(copy.resolve(entry.name()));
                        table.add(line(ground.resolve(entry.name()), copy.resolve(entry.name()), "rbind,nofail"));
                    }
                    case LINK -> links.add(ground.resolve(entry.name()));
                    case OTHER -> files.add(Path.of(MACHINE, entry.name()));
                }
            }
            for (Bind bind : cover.getValue()) {
                Path target = copy.resolve(ground.relativize(bind.target()));
                folders.add(target);
                table.add(line(bind.source(), target, options("bind", bind, machine)));
            }
            before.add("mkdir -p --" + quoted(folders));
            if (!files.isEmpty()) {
                before.add("ln -s --" + quoted(files) + " " + quoted(copy));
            }
            if (!links.isEmpty()) {
                before.add("cp -P --" + quoted(links) + " " + quoted(copy));
            }
            last.add(line(copy, ground, "rbind,ro"));
        }
        table.addAll(last);
        List<String> after = new ArrayList<>(List.of("umount -l " + quoted(stage)));
        after.addAll(checks);
        return new Outcome.Planned(new MountPlan(before, table, after, shape));
    }

    /** Whether the folders are there that were meant, which somebody may have exchanged before they were mounted. */
    private static List<String> checks(List<Bind> binds) {
        return binds.stream()
                .flatMap(bind -> bind.identity().stream()
                        .map(identity ->
                                "{ [ \"$(stat -c '(dev=%%D,ino=%%i)' -- %1$s)\" = '%2$s' ] || { echo %1$s is another folder than was meant; false; }; }"
                                        .formatted(quoted(bind.target()), identity)))
                .toList();
    }

    /** The path itself where there is a folder, else the nearest above it where there is anything. */
    private static Path ground(Path target, Surroundings machine) {
        Path ground = target;
        while (!machine.exists(ground) && ground.getParent() != null) {
            ground = ground.getParent();
        }
        return ground;
    }

    private static Optional<String> hindrance(Path ground, Path target, Surroundings machine) {
        if (!machine.isFolder(ground)) {
            return Optional.of("%s is no folder".formatted(ground));
        }
        return ground.equals(ROOT)
                ? Optional.of("there is no folder %s to mount on: mkdir -p %s".formatted(target, target))
                : Optional.empty();
    }

    private static String options(String kind, Bind bind, Surroundings machine) throws IOException {
        return bind.readOnly()
                ? String.join(",", kind, "ro", String.join(",", machine.options(bind.source())))
                        .replaceFirst(",$", "")
                : kind;
    }

    private static String line(Path source, Path target, String options) {
        return "%s %s none %s 0 0".formatted(escaped(source), escaped(target), options);
    }

    private static String escaped(Path path) {
        return path.toString()
                .replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012")
                .replace("#", "\\043");
    }

    private static String quoted(List<Path> paths) {
        StringBuilder words = new StringBuilder();
        paths.forEach(path -> words.append(' ').append(quoted(path)));
        return words.toString();
    }

    /** One word of a shell. */
    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
