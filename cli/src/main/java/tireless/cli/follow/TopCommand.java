package tireless.cli.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.api.SeriesView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.Terminal;
import tireless.cli.output.Cell;
import tireless.cli.output.Figures;
import tireless.cli.output.LiveLines;
import tireless.cli.output.Table;
import tireless.cli.plot.Sparkline;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;
import tireless.linux.WindowSize;
import tireless.model.TirelessException;

/** Shows what runs and what it gets done: once, or on a terminal again and again. */
public final class TopCommand {
    private static final Duration REFRESH = Duration.ofSeconds(1);
    private static final Duration RECENTLY = Duration.ofSeconds(40);
    private static final int SPARK = 20;
    private static final String CLEAR = "\u001b[2J\u001b[H";

    private final Context context;
    private final Targets targets = Targets.toList();
    private final OptionSpec once = Arguments.flag("show it once; so it is in a pipe anyway", "--once");

    public TopCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command(
                        "top", "Show what runs and what it gets done, again and again on a terminal.", this::call)
                .addOption(once);
        targets.addTo(spec);
        return spec;
    }

    private int call() {
        ApiClient server = context.server();
        Terminal terminal = context.terminal();
        List<String> first = lines(server);
        if (!terminal.live() || Arguments.isSet(once)) {
            first.forEach(terminal.out()::println);
            terminal.out().flush();
            return ExitStatus.OK;
        }
        terminal.out().print(CLEAR);
        LiveLines live = new LiveLines(terminal.out());
        live.draw(fitting(first));
        while (!terminal.out().checkError() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(REFRESH.toNanos());
            live.draw(fitting(now(server)));
        }
        return ExitStatus.OK;
    }

    /** A server that is away for a while is waited for. */
    private List<String> now(ApiClient server) {
        try {
            return lines(server);
        } catch (TirelessException refused) {
            if (refused.code() != TirelessException.Code.UNREACHABLE) {
                throw refused;
            }
            return List.of("tireless: " + refused.getMessage());
        }
    }

    private List<String> lines(ApiClient server) {
        List<ResourceRef> named = targets.namedOrNone();
        List<ResourceView> found = named.isEmpty()
                ? server.resources(targets.filter(Optional.empty(), Optional.empty()))
                : named.stream().map(server::resource).toList();
        List<ResourceView> running = found.stream()
                .filter(resource -> !resource.runtime().isEmpty())
                .sorted(Comparator.comparingLong((ResourceView resource) -> -resource.ready())
                        .thenComparing(resource -> resource.resource().toString()))
                .toList();
        return running.isEmpty()
                ? List.of("nothing runs here")
                : table(running, recently(server)).lines(context.terminal().colour());
    }

    /** The rates of the last seconds; a server of an earlier build does not tell them. */
    private static Map<ResourceRef, String> recently(ApiClient server) {
        try {
            Map<ResourceRef, String> lines = new HashMap<>();
            for (SeriesView series : server.series("perSecond", Instant.now().minus(RECENTLY))) {
                lines.put(
                        series.resource(),
                        Sparkline.of(
                                series.samples().stream()
                                        .flatMap(sample -> sample.figure("perSecond").stream()
                                                .boxed())
                                        .toList(),
                                SPARK));
            }
            return lines;
        } catch (TirelessException refused) {
            if (refused.code() != TirelessException.Code.NOT_FOUND) {
                throw refused;
            }
            return Map.of();
        }
    }

    /** What a terminal shows at once; the rest is counted. */
    private static List<String> fitting(List<String> lines) {
        int rows = WindowSize.ofOutput().map(WindowSize::rows).orElse(Integer.MAX_VALUE) - 2;
        if (lines.size() <= rows || rows < 1) {
            return lines;
        }
        List<String> fitting = new ArrayList<>(lines.subList(0, rows));
        fitting.add("and %d more; see `tireless top --once`".formatted(lines.size() - rows));
        return fitting;
    }

    private static Table table(List<ResourceView> running, Map<ResourceRef, String> recently) {
        boolean computes = running.stream()
                .anyMatch(resource -> resource.platform().cluster().isPresent());
        List<String> heading = new ArrayList<>(List.of("NAME", "TYPE", "WORKSPACE"));
        if (computes) {
            heading.add("COMPUTE");
        }
        heading.addAll(List.of(
                "RUNTIME",
                "READY",
                "PER SECOND",
                "BACKLOG",
                "DRAIN",
                "ERRORS",
                "RESTARTS",
                "CPU",
                "MEMORY",
                "LAST 40 S"));
        Table table = Table.of(heading.toArray(String[]::new));
        for (ResourceView resource : running) {
            Figures figures = Figures.of(resource);
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.of(resource.resource().name()),
                    Cell.of(resource.resource().type()),
                    Cell.of(resource.resource().workspace())));
            if (computes) {
                row.add(Cell.of(resource.compute()));
            }
            row.addAll(List.of(
                    Cell.state(resource.runtime()),
                    Cell.of(resource.ready() + "/" + resource.replicas()),
                    Cell.of(figures.perSecond()),
                    Cell.of(figures.backlog()),
                    Cell.of(figures.drain()),
                    Cell.of(figures.errors()),
                    Cell.of(resource.restarts()),
                    Cell.of(figures.cpu()),
                    Cell.of(figures.memory()),
                    Cell.of(recently.getOrDefault(resource.resource(), ""))));
            table.add(row);
        }
        return table;
    }
}
