package tireless.cli.about;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.dataos.ListText;
import tireless.cli.example.Examples;
import tireless.cli.output.Cell;
import tireless.cli.output.Table;
import tireless.cli.stack.StacksHere;
import tireless.cli.target.CanonicalVersion;
import tireless.model.Declaration;
import tireless.model.ResourceType;

/** Answers that DataOS' {@code develop types}, {@code develop stack versions}, {@code user get} and {@code context list} have here. */
public final class AboutCommands {
    private final Context context;

    public AboutCommands(Context context) {
        this.context = context;
    }

    /** Adds all of them, under names that no help tells of. */
    public void addTo(CommandSpec tireless) {
        add(tireless, "__types", List.of("TYPE", "VERSION", "SCOPE", "HERE"), AboutCommands::types);
        add(tireless, "__stacks", List.of("STACK"), this::stacks);
        add(tireless, "__user", List.of("NAME", "ID", "TYPE"), this::user);
        add(tireless, "__contexts", List.of("CURRENT", "NAME", "HOME"), this::contexts);
    }

    private void add(CommandSpec tireless, String name, List<String> titles, Supplier<List<List<String>>> rows) {
        tireless.addSubcommand(name, Arguments.hidden(name, () -> print(titles, rows.get())));
    }

    private int print(List<String> titles, List<List<String>> rows) {
        context.terminal()
                .out()
                .print(context.voice().say(() -> plain(titles, rows), () -> List.of(ListText.of(titles, rows))));
        context.terminal().out().flush();
        return ExitStatus.OK;
    }

    private String plain(List<String> titles, List<List<String>> rows) {
        Table table = Table.of(titles.toArray(String[]::new));
        rows.forEach(row -> table.add(row.stream().map(Cell::of).toList()));
        return table.text(context.terminal().colour());
    }

    private static List<List<String>> types() {
        return Arrays.stream(ResourceType.values())
                .map(type -> List.of(
                        type.keyword(),
                        CanonicalVersion.of(type),
                        type.scope() == ResourceType.Scope.WORKSPACE ? "workspace" : "instance",
                        here(type)))
                .toList();
    }

    private static String here(ResourceType type) {
        if (type == ResourceType.WORKER) {
            return "runs";
        }
        return Examples.KINDS.contains(type)
                ? Declaration.whyPending(type).map(why -> "is kept; " + why).orElse("is kept")
                : "is refused";
    }

    private List<List<String>> stacks() {
        return StacksHere.catalog(context).all().stream()
                .map(stack -> List.of(stack.id().toString()))
                .toList();
    }

    private List<List<String>> user() {
        return List.of(List.of(context.user(), context.user(), "person"));
    }

    private List<List<String>> contexts() {
        return List.of(List.of("*", "local", context.state().toString()));
    }
}
