package tireless.runtime.container;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.linux.Pidfd;
import tireless.linux.ProcessStat;
import tireless.model.Signal;

/** Finds processes by a variable that their environment had when their program began, also those in containers. */
final class MarkedProcesses {
    private static final File PROC = new File("/proc");
    private static final int ROUNDS = 5;

    private MarkedProcesses() {}

    /** Kills all that carry the variable, and what they begin meanwhile. */
    static void kill(String name, String value) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessStat> found = find(name + "=" + value);
            if (found.isEmpty()) {
                return;
            }
            for (ProcessStat process : found) {
                try (Pidfd held = Pidfd.open(process.pid()).orElse(null)) {
                    if (held != null && process.again().isPresent()) {
                        held.send(Signal.KILL);
                    }
                }
            }
        }
    }

    private static List<ProcessStat> find(String variable) throws IOException {
        String[] numbers = PROC.list((_, entry) -> Character.isDigit(entry.charAt(0)));
        if (numbers == null) {
            throw new IOException("/proc can not be listed");
        }
        List<ProcessStat> found = new ArrayList<>();
        for (String number : numbers) {
            Optional<ProcessStat> process =
                    ProcessStat.of(Long.parseLong(number)).filter(ProcessStat::isAlive);
            if (process.isPresent() && ("\0" + environment(number)).contains("\0" + variable + "\0")) {
                found.add(process.get());
            }
        }
        return found;
    }

    private static String environment(String number) {
        try (FileInputStream file = new FileInputStream("/proc/" + number + "/environ")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException foreignOrGone) {
            return "";
        }
    }
}
