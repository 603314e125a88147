package tireless.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.Terminal;
import tireless.cli.run.RunCommand;
import tireless.cli.server.ServeCommand;

/**
 * Does once what users do often, in a place of its own, so that the AOT cache that is being made holds what that needs: a lint of a
 * sound, of a faulty and of a manifest that it fixes, the help, and the commands that ask a server; or a run in which workers die and
 * come back, and that server.
 */
final class TrainCommand {
    private static final String SOUND = """
            name: train
            version: v1beta
            type: worker
            worker:
              stack: process
              replicas: 6
              stackSpec:
                command: /bin/sh
                arguments: [-c, "echo ready; sleep 0.2"]
            """;

    private static final String SERVER = "server";

    private final Context context;
    private final PositionalParamSpec role =
            Arguments.positional("1", "ROLE", "what the cache is for: command, or server for what lives long");

    TrainCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    CommandSpec spec() {
        return Arguments.hidden("__train", this::call).addPositional(role);
    }

    private int call() throws Exception {
        Path place = Files.createTempDirectory("tireless-train");
        try {
            if (Arguments.values(role).contains(SERVER)) {
                RunCommand.rehearse(in(place, SOUND));
                ServeCommand.rehearse(in(place.resolve("server"), ""), () -> useServer(place.resolve("server")));
                return ExitStatus.OK;
            }
            Main.execute(in(place, ""), "--help");
            Main.execute(in(place, ""), "run", "--help");
            Main.execute(in(place, ""), "__complete", "targets");
            Main.execute(in(place, ""), "-t", "worker", "-n", "none", "get", "runtime");
            Main.execute(in(place, SOUND), "lint", "-f", "-");
            Main.execute(in(place, SOUND.replace("replicas: 6", "replica: two")), "lint", "-f", "-");
            Main.execute(in(place, SOUND.replace("replicas: 6", "replica: 6")), "lint", "--fix", "-");
            Path home = place.resolve("server");
            Main.execute(in(home, ""), "server", "start");
            try {
                useServer(home);
            } finally {
                Main.execute(in(home, ""), "server", "stop", "--workers");
            }
            return ExitStatus.OK;
        } finally {
            delete(place);
        }
    }

    /** The commands that people give often, each on a server that answers. */
    private void useServer(Path place) {
        for (List<String> line : List.of(
                List.of("apply", "-f", "-"),
                List.of("apply", "-f", "-", "--wait=1s"),
                List.of("get"),
                List.of("get", "-o", "wide"),
                List.of("get", "-o", "json"),
                List.of("get", "runtime", "train"),
                List.of("describe", "train"),
                List.of("logs", "train"),
                List.of("history", "train"),
                List.of("top", "--once"),
                List.of("events"),
                List.of("plan", "-f", "-"),
                List.of("scale", "train", "1"),
                List.of("server", "status"))) {
            Main.execute(in(place, SOUND), line.toArray(String[]::new));
        }
    }

    private Context in(Path place, String input) {
        Map<String, String> environment = new HashMap<>(context.environment());
        environment.put("TIRELESS_HOME", place.toString());
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Context(
                environment,
                context.user(),
                place,
                place,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new Terminal(nowhere, nowhere, true));
    }

    private static void delete(Path place) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(place)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
