package tireless.cli.server;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.ServerView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.client.ApiClient;

/** Says whether the server runs, and how. */
final class StatusCommand {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Context context;
    private final OptionSpec output = Arguments.option("FORMAT", "json", "-o", "--output");

    StatusCommand(Context context) {
        this.context = context;
    }

    CommandSpec spec() {
        return Arguments.command("status", "Say whether the server of this home runs, and how.", this::call)
                .addOption(output);
    }

    private int call() {
        Path home = context.state();
        if (ServerHome.holder(home).isEmpty()) {
            throw ServerHome.noServer(home);
        }
        ServerView server = ApiClient.of(home).server();
        PrintStream out = context.terminal().out();
        if (Arguments.value(output).filter("json"::equals).isPresent()) {
            out.println(server.form().write());
        } else {
            lines(server).forEach(out::println);
        }
        out.flush();
        return ExitStatus.OK;
    }

    private static List<String> lines(ServerView server) {
        return List.of(
                "running since %s, process %d"
                        .formatted(TIME.format(server.startedAt().atZone(ZoneId.systemDefault())), server.pid()),
                "version    " + server.version(),
                "home       " + server.home(),
                "kept by    " + server.keptBy(),
                "resources  " + server.resources(),
                "replicas   " + server.running() + " running");
    }
}
