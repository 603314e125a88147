package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What limits one resource of a control group, in version 2 and in version 1 of cgroups(7). */
enum Controller {
    /** In bytes, with what the kernel caches for the group. Nothing of it is swapped: it would go on far above its limit, and slowly. */
    MEMORY("memory") {
        @Override
        void limit(Path group, long bytes, boolean version2) throws IOException {
            Files.writeString(group.resolve(version2 ? "memory.max" : "memory.limit_in_bytes"), Long.toString(bytes));
            // There where the kernel counts what is swapped; version 1 counts it with the memory, and after that is
            // limited.
            Path swap = group.resolve(version2 ? "memory.swap.max" : "memory.memsw.limit_in_bytes");
            if (Files.exists(swap)) {
                Files.writeString(swap, version2 ? "0" : Long.toString(bytes));
            }
        }
    },

    /** In thousandths of one processor. */
    CPU("cpu") {
        @Override
        void limit(Path group, long millis, boolean version2) throws IOException {
            long quota = Math.max(SHORTEST_QUOTA_MICROS, millis * MICROS_PER_MILLI_CORE);
            if (version2) {
                Files.writeString(group.resolve("cpu.max"), quota + " " + CPU_PERIOD_MICROS);
            } else {
                Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(CPU_PERIOD_MICROS));
                Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
            }
        }
    },

    /** In processes and threads together. */
    PIDS("pids") {
        @Override
        void limit(Path group, long tasks, boolean version2) throws IOException {
            Files.writeString(group.resolve("pids.max"), Long.toString(tasks));
        }
    };

    private static final int CPU_PERIOD_MICROS = 100_000;
    private static final int SHORTEST_QUOTA_MICROS = 1_000;
    private static final int MICROS_PER_MILLI_CORE = CPU_PERIOD_MICROS / 1_000;

    private final String text;

    Controller(String text) {
        this.text = text;
    }

    /** Its name in the kernel, and for people. */
    String text() {
        return text;
    }

    /** Sets the limit of a group. */
    abstract void limit(Path group, long value, boolean version2) throws IOException;

    /** Makes a version 2 hierarchy offer it in a group, and on all the way there from {@code root}. */
    void enable(Path root, Path group) throws IOException {
        Path at = root;
        Files.writeString(at.resolve("cgroup.subtree_control"), "+" + text);
        for (Path name : root.relativize(group)) {
            at = at.resolve(name);
            Files.writeString(at.resolve("cgroup.subtree_control"), "+" + text);
        }
    }
}
