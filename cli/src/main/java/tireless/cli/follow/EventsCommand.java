package tireless.cli.follow;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.EventView;
import tireless.api.ResourceRef;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.EventLines;
import tireless.cli.output.Output;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;
import tireless.client.Filter;
import tireless.client.Watch;
import tireless.json.Form;

/** Shows what happened, oldest first, and with {@code -f} what happens. */
public final class EventsCommand {
    private static final int BACK = 50;

    private final Context context;
    private final Targets targets = Targets.toActOn();
    private final Output output = Output.ofDocuments();
    private final OptionSpec follow = Arguments.flag("go on with what happens, until Ctrl-C", "-f", "--follow");
    private final OptionSpec back =
            Arguments.option("COUNT", "how many of the last events; 50 without it", "-l", "--tail");

    public EventsCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command("events", "Show what happened, to one resource or to all.", this::call)
                .addOption(follow)
                .addOption(back);
        targets.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        ApiClient server = context.server();
        Optional<ResourceRef> resource =
                targets.namedOrNone().isEmpty() ? Optional.empty() : Optional.of(targets.one());
        int count = Arguments.number(back).orElse(BACK);
        // One at least, to know where to go on.
        int asked = Math.max(1, count);
        List<EventView> newest = resource.map(one -> server.events(one, asked)).orElseGet(() -> server.events(asked));
        List<EventView> shown = newest.subList(0, Math.min(Math.max(0, count), newest.size()));
        EventLines lines = new EventLines(
                ZoneId.systemDefault(), Instant.now(), context.terminal().colour());
        if (Arguments.isSet(follow)) {
            OptionalLong last =
                    OptionalLong.of(newest.isEmpty() ? 0 : newest.getFirst().sequence());
            EventPrinter printer = new EventPrinter(context.terminal(), event -> line(event, resource, lines));
            shown.reversed().forEach(printer::happened);
            try (Watch watch = server.watch(resource.map(Filter::of).orElse(Filter.ALL), last)) {
                printer.whenUnread(watch::close);
                watch.run(printer);
            }
            return ExitStatus.OK;
        }
        output.print(
                context.terminal().out(),
                List.of(),
                () -> Form.empty().withEach("items", shown, EventView::form),
                _ -> text(shown.reversed(), resource, lines));
        return ExitStatus.OK;
    }

    private String line(EventView event, Optional<ResourceRef> resource, EventLines lines) {
        return switch (output.format()) {
            case JSON -> event.form().write();
            case YAML -> "---\n" + Output.yaml(event.form()).stripTrailing();
            case TABLE, WIDE, NAME, DOT -> resource.isPresent() ? lines.of(event) : lines.full(event);
        };
    }

    private static String text(List<EventView> events, Optional<ResourceRef> resource, EventLines lines) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(resource.isPresent() ? lines.of(event) : lines.full(event))
                .append('\n'));
        return text.isEmpty() ? "nothing happened yet\n" : text.toString();
    }
}
