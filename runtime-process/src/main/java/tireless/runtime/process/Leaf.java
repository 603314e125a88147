package tireless.runtime.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tireless.linux.Descriptor;
import tireless.linux.OpenFile;
import tireless.linux.ProcessStat;

/**
 * The control group of one attempt (cgroups(7)): {@code keeper} holds the keeper, {@code work} the command and all that comes
 * of it.
 */
record Leaf(Path path) {
    private static final int LINKS_OF_ONE = 2;
    private static final int PAGE = 4096;

    /** The leaf at this path, if the group is still there. */
    static Optional<Leaf> at(Path path) {
        Leaf leaf = new Leaf(path);
        return Files.isDirectory(leaf.work()) ? Optional.of(leaf) : Optional.empty();
    }

    Path work() {
        return path.resolve("work");
    }

    Path keeper() {
        return path.resolve("keeper");
    }

    /** Whether no process is in it. */
    boolean isEmpty() throws IOException {
        Path events = work().resolve("cgroup.events");
        return Files.exists(events)
                ? Files.readString(events).contains("populated 0")
                : members().isEmpty();
    }

    /** Kills all that is in it, where the kernel does so at one word (Linux 5.14); whether it does. */
    boolean kill() throws IOException {
        Path kill = work().resolve("cgroup.kill");
        boolean offered = Files.exists(kill);
        if (offered) {
            Files.writeString(kill, "1");
        }
        return offered;
    }

    /** The living processes in it and in the groups that they made in it. */
    List<ProcessStat> members() throws IOException {
        List<ProcessStat> members = new ArrayList<>();
        for (long pid : numbers()) {
            ProcessStat.of(pid).filter(ProcessStat::isAlive).ifPresent(members::add);
        }
        return members;
    }

    /** The numbers of the processes in it and in the groups that they made in it; some may wait to be reaped. */
    List<Long> numbers() throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (Path group : groups(work())) {
            processes(group).forEach(pid -> numbers.add(Long.valueOf(pid)));
        }
        return numbers;
    }

    /** A group and all below it, the lowest first; without those that are removed meanwhile. */
    static List<Path> groups(Path top) throws IOException {
        if (isAlone(top)) {
            return List.of(top);
        }
        List<Path> groups = new ArrayList<>();
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                return unlessThere(path, failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path group, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    return unlessThere(group, failure);
                }
                groups.add(group);
                return FileVisitResult.CONTINUE;
            }
        });
        return groups;
    }

    /** Whether no group was made in it, by what the kernel says of a folder: itself, the one above, and each in it. */
    private static boolean isAlone(Path group) throws IOException {
        try {
            return (int) Files.getAttribute(group, "unix:nlink") == LINKS_OF_ONE;
        } catch (NoSuchFileException removed) {
            return false;
        }
    }

    /** Throws a failure, unless it is that what was looked at has been removed meanwhile. */
    static FileVisitResult unlessThere(Path removed, IOException failure) throws IOException {
        if (!(failure instanceof NoSuchFileException) && Files.exists(removed)) {
            throw failure;
        }
        return FileVisitResult.CONTINUE;
    }

    private static List<String> processes(Path group) throws IOException {
        try (Descriptor file = OpenFile.reading(group.resolve("cgroup.procs"))) {
            StringBuilder text = new StringBuilder();
            byte[] read = OpenFile.read(file, PAGE);
            while (read.length > 0) {
                text.append(new String(read, StandardCharsets.US_ASCII));
                read = OpenFile.read(file, PAGE);
            }
            return text.toString().lines().toList();
        } catch (IOException failure) {
            // What was removed while it was read is called a device that is not there.
            unlessThere(group, failure);
            return List.of();
        }
    }
}
