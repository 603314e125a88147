package tireless.cli.follow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.LogLine;
import tireless.api.ReplicaView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.dataos.LogText;
import tireless.cli.target.Elsewhere;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;
import tireless.client.Logs;
import tireless.model.TirelessException;

/** Shows what replicas wrote, and with {@code -f} what they go on writing. */
public final class LogsCommand {
    private static final int BACK = 300;

    private final Context context;
    private final Targets targets = Targets.toActOn();
    private final OptionSpec follow = Arguments.flag("go on with what comes later, until Ctrl-C", "-f", "--follow");
    private final OptionSpec back = Arguments.option(
            "LINES",
            "how many of the last lines of each replica; 300 without it, or all with --since; -1 for all",
            "-l",
            "--tail");
    private final OptionSpec since = Arguments.option(
            "TIME", "only what was written since: a time ago as 10m, or a time as 2026-11-25T20:00:00Z", "--since");
    private final OptionSpec replica =
            Arguments.option("REPLICA", "one replica alone: its number, or its name as pulse-0", "--replica", "--node");

    public LogsCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command("logs", "Show what the replicas of a resource wrote.", this::call)
                .aliases("log")
                .addOption(follow)
                .addOption(back)
                .addOption(since)
                .addOption(replica);
        targets.addTo(spec);
        return spec;
    }

    private int call() {
        ApiClient server = context.server();
        ResourceRef resource = targets.one();
        LogText text = new LogText(resource.workspace());
        context.voice().begin(text::reading);
        Instant now = Instant.now();
        Logs.Start start = start(now);
        Optional<String> only = Arguments.value(replica).map(word -> replicaName(word, resource));
        ResourceView view = Elsewhere.or(server, resource, one -> look(server, one));
        boolean several =
                only.isEmpty() && Math.max(view.replicas(), view.observed().size()) > 1;
        try (Logs logs = server.logs(resource, only)) {
            boolean prefix = several && (!context.voice().isDataOs() || Arguments.isSet(follow));
            LogPrinter printer = new LogPrinter(context.terminal(), prefix, logs::close);
            List<String> nodes = only.map(List::of)
                    .orElseGet(() ->
                            view.observed().stream().map(ReplicaView::name).toList());
            if (Arguments.isSet(follow)) {
                context.terminal().out().print(context.voice().say(() -> "", () -> text.following(nodes)));
                context.terminal().out().flush();
                return follow(logs, start, now, printer, resource);
            }
            if (context.voice().isDataOs()) {
                List<LogLine> read = new ArrayList<>();
                logs.show(start, read::add);
                context.terminal().out().print(context.voice().say(() -> "", () -> text.read(nodes, read)));
            } else {
                logs.show(start, printer::print);
            }
            context.terminal().out().flush();
            return ExitStatus.OK;
        }
    }

    private ResourceView look(ApiClient server, ResourceRef resource) {
        return Arguments.isSet(follow)
                ? server.resource(resource, new OutageLines(context.terminal().err()))
                : server.resource(resource);
    }

    private int follow(Logs logs, Logs.Start start, Instant now, LogPrinter printer, ResourceRef resource) {
        try {
            logs.follow(start, now, printer);
        } catch (TirelessException refused) {
            if (refused.code() != TirelessException.Code.NOT_FOUND) {
                throw refused;
            }
            context.terminal().err().println("tireless: " + resource + " is gone; its logs end here");
        }
        return ExitStatus.OK;
    }

    private Logs.Start start(Instant now) {
        Optional<Instant> from = Since.of(since, now);
        int number = Arguments.number(back).orElse(from.isPresent() ? -1 : BACK);
        return new Logs.Start(number < 0 ? Logs.Start.ALL : number, from);
    }

    private static String replicaName(String word, ResourceRef resource) {
        return word.chars().allMatch(Character::isDigit) ? resource.name() + "-" + word : word;
    }
}
