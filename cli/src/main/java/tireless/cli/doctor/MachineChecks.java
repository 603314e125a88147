package tireless.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tireless.runtime.process.Cgroups;

/** What the machine and the account give. */
final class MachineChecks {
    private static final int OLDEST_JDK = 25;

    private MachineChecks() {}

    static List<Finding> all() {
        return List.of(jdk(), cgroups(Cgroups.detect()), systemd(Path.of("/run/systemd/system")), cache(commandLine()));
    }

    private static Finding jdk() {
        String found = "%s in %s".formatted(Runtime.version(), System.getProperty("java.home"));
        return Runtime.version().feature() >= OLDEST_JDK
                ? Finding.ok("JDK", found)
                : Finding.error("JDK", found, "set TIRELESS_JAVA_HOME to a JDK of version 25 or newer");
    }

    static Finding cgroups(Cgroups groups) {
        List<String> missing = new ArrayList<>();
        if (groups.memory().isEmpty()) {
            missing.add("limits of memory");
        }
        if (groups.cpu().isEmpty()) {
            missing.add("limits of CPU");
        }
        if (groups.pids().isEmpty()) {
            missing.add("a limit of processes");
        }
        if (groups.tracking().isEmpty()) {
            missing.add("finding of what a worker leaves behind by its group");
        }
        if (missing.isEmpty()) {
            return Finding.ok("control groups", "workers are tracked, and their limits enforced");
        }
        return Finding.warning(
                "control groups",
                "not available: " + String.join(", ", missing),
                "run the server as root, or by `tireless server install` with systemd 254 or newer");
    }

    static Finding systemd(Path folder) {
        return Files.isDirectory(folder)
                ? Finding.ok("systemd", "present")
                : Finding.warning(
                        "systemd",
                        "not present: the guard brings back a server that was killed, but nothing starts one with the machine",
                        "have `tireless server start` run at the start of the machine");
    }

    static Finding cache(String commandLine) {
        return Stream.of(commandLine.split("\0", -1))
                .filter(word -> word.startsWith("-XX:AOTCache="))
                .map(word -> word.substring(word.indexOf('=') + 1))
                .findFirst()
                .map(file -> Finding.ok("start-up cache", file))
                .orElseGet(() -> Finding.warning(
                        "start-up cache",
                        "not used: every command takes some tenths of a second more",
                        "wait until it is made, a minute after the first command; TIRELESS_AOT must not be off, and "
                                + "$XDG_CACHE_HOME/tireless, else ~/.cache/tireless, must be writable"));
    }

    private static String commandLine() {
        try {
            return Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
