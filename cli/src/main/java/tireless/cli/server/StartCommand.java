package tireless.cli.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.plane.Guard;
import tireless.cli.plane.ThisJvm;
import tireless.model.TirelessException;

/** Starts a server in the background, and returns when it answers. */
final class StartCommand {
    /** A log that is longer is put aside at the next start. */
    private static final long LONG_LOG = 10 << 20;

    private static final int LAST_LINES = 20;

    private final Context context;
    private final OptionSpec foreground = Arguments.flag(
            "serve in this process, without a guard: for systemd, containers and a look at the log", "--foreground");

    StartCommand(Context context) {
        this.context = context;
    }

    CommandSpec spec() {
        return Arguments.command("start", "Start the server of this home in the background.", this::call)
                .addOption(foreground);
    }

    private int call() {
        return Arguments.isSet(foreground) ? new ServeCommand(context).serveInForeground() : start();
    }

    private int start() {
        Path home = context.state();
        ServerHome.refuseHeld(home);
        Path log = home.resolve("server.log");
        long before = prepare(log);
        List<String> line = new ArrayList<>(List.of("setsid"));
        line.addAll(ThisJvm.command("__serve", "--first"));
        try {
            ProcessBuilder builder = new ProcessBuilder(line);
            builder.environment().clear();
            builder.environment().putAll(context.environment());
            // It starts in another folder, where a relative name would mean another home.
            builder.environment().put("TIRELESS_HOME", home.toString());
            // A guard of its own keeps it, whatever started this command.
            builder.environment().remove(Guard.VARIABLE);
            Process server = builder.directory(home.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            List<String> remarks = new ArrayList<>();
            if (!awaitReady(server, remarks)) {
                // Several were started at once, and another one was first.
                ServerHome.refuseHeld(home);
                throw TirelessException.failed(
                        "the server did not start:\n" + said(log, before) + "\nall that it said is in " + log);
            }
            context.terminal().out().println("the server is ready: process %d, home %s".formatted(server.pid(), home));
            context.terminal().out().flush();
            remarks.forEach(remark -> context.terminal().err().println("warning: " + remark));
            context.terminal().err().flush();
            return ExitStatus.OK;
        } catch (IOException e) {
            throw TirelessException.failed("cannot start the server: " + TirelessException.reason(e), e);
        }
    }

    /** Whether it gets ready, and what it says before. */
    private static boolean awaitReady(Process server, List<String> remarks) throws IOException {
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.equals(ServeCommand.READY)) {
                    return true;
                }
                remarks.add(line);
            }
            return false;
        }
    }

    /** Makes the log's folder, and puts a long log aside; the length of what is there. */
    private static long prepare(Path log) {
        try {
            Files.createDirectories(
                    log.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (Files.exists(log) && Files.size(log) > LONG_LOG) {
                Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.exists(log)) {
                Files.createFile(
                        log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            try (FileChannel writable = FileChannel.open(log, StandardOpenOption.WRITE)) {
                return writable.size();
            }
        } catch (IOException e) {
            throw TirelessException.failed(
                    "cannot write to %s: %s; make room or rights there, or name another place with TIRELESS_HOME"
                            .formatted(log.getParent(), TirelessException.reason(e)),
                    e);
        }
    }

    private static String said(Path log, long from) throws IOException {
        byte[] all = Files.readAllBytes(log);
        int start = (int) Math.min(from, all.length);
        List<String> lines = new String(all, start, all.length - start, StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
