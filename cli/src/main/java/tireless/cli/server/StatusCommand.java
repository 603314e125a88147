package tireless.cli.server;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tireless.api.ServerView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Output;

/** Says whether the server runs, and how. */
final class StatusCommand {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** What is asked takes milliseconds; the answer that there is none is what is wanted then. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Context context;
    private final Output output = Output.ofDocuments();

    StatusCommand(Context context) {
        this.context = context;
    }

    CommandSpec spec() {
        CommandSpec spec =
                Arguments.command("status", "Say whether the server of this home runs, and how.", this::call);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        ServerView server = context.server(PATIENCE).server();
        output.print(context.terminal().out(), List.of(), server::form, _ -> lines(server));
        return ExitStatus.OK;
    }

    private static String lines(ServerView server) {
        return String.join(
                "\n",
                "running since %s, process %d"
                        .formatted(TIME.format(server.startedAt().atZone(ZoneId.systemDefault())), server.pid()),
                "version    " + server.version(),
                "home       " + server.home(),
                "kept by    " + server.keptBy(),
                "resources  " + server.resources(),
                "replicas   " + server.running() + " running",
                server.fault().map("store      %s\n"::formatted).orElse(""));
    }
}
