package tireless.cli.stack;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Cell;
import tireless.cli.output.Table;
import tireless.manifest.ShownText;
import tireless.manifest.kind.StackReference;
import tireless.model.TirelessException;
import tireless.stack.Stack;
import tireless.stack.defined.DefinedStack;
import tireless.stack.defined.KnownStacks;

/** Shows which stacks there are, and what they make of a manifest. */
public final class StackCommand {
    private final Context context;
    private final PositionalParamSpec named =
            Arguments.positional("1", "STACK", "a stack, as manifests name it: NAME[+FLAVOR]");
    private final PositionalParamSpec shown =
            Arguments.positional("1", "STACK", "a stack, as manifests name it: NAME[+FLAVOR][:VERSION]");

    public StackCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec stack = Arguments.group("stack", "List stacks, and show what they make of a manifest.");
        stack.addSubcommand("list", Arguments.command("list", "List the stacks.", this::list));
        stack.addSubcommand(
                "versions",
                Arguments.command("versions", "List the versions of a stack.", this::versions)
                        .addPositional(named));
        stack.addSubcommand(
                "show",
                Arguments.command("show", "Show how a stack is declared, or what its stackSpec holds.", this::show)
                        .addPositional(shown));
        stack.addSubcommand("render", new StackRender(context).spec());
        return stack;
    }

    private int list() {
        Map<String, List<Stack>> families = new LinkedHashMap<>();
        StacksHere.catalog(context)
                .all()
                .forEach(stack -> families.computeIfAbsent(stack.id().family(), _ -> new ArrayList<>())
                        .add(stack));
        Table table = Table.of("STACK", "VERSIONS", "HERE");
        families.forEach((family, stacks) -> table.add(List.of(
                Cell.of(family),
                Cell.of(String.join(
                        ", ", stacks.stream().map(stack -> stack.id().version()).toList())),
                Cell.of(here(stacks)))));
        print(table.text(context.terminal().colour()));
        return ExitStatus.OK;
    }

    /** What there is of a family, with the versions where not all are the same. */
    private static String here(List<Stack> stacks) {
        Map<String, List<String>> versions = new LinkedHashMap<>();
        stacks.reversed()
                .forEach(stack -> versions.computeIfAbsent(here(stack), _ -> new ArrayList<>())
                        .addFirst(stack.id().version()));
        return versions.size() == 1
                ? versions.keySet().iterator().next()
                : versions.entrySet().stream()
                        .map(there -> "%s %s".formatted(String.join(", ", there.getValue()), there.getKey()))
                        .collect(Collectors.joining("; "));
    }

    private static String here(Stack stack) {
        if (stack instanceof DefinedStack declared) {
            return "declared by `%s`".formatted(declared.manifest().meta().name());
        }
        return KnownStacks.all().contains(stack) ? "known by name: give it an image" : "built in";
    }

    private int versions() {
        StackReference family = reference(named);
        List<String> versions = StacksHere.catalog(context).all().stream()
                .filter(stack -> stack.id().answers(family.anyVersion()))
                .map(stack -> stack.id().version())
                .toList();
        if (versions.isEmpty()) {
            throw unknown(family);
        }
        print(String.join("\n", versions) + "\n");
        return ExitStatus.OK;
    }

    private int show() {
        StackReference wanted = reference(shown);
        List<StacksHere.Here> here = StacksHere.of(context);
        Stack found = StacksHere.catalog(context, here).find(wanted).orElseThrow(() -> unknown(wanted));
        print(here.stream()
                .filter(declared ->
                        found instanceof DefinedStack stack && stack.manifest().equals(declared.manifest()))
                .map(declared -> ShownText.of(declared.text()))
                .findFirst()
                .orElseGet(found::guide));
        return ExitStatus.OK;
    }

    private static StackReference reference(PositionalParamSpec argument) {
        String text = Arguments.values(argument).getFirst();
        return StackReference.parse(text)
                .orElseThrow(() -> new ParameterException(
                        argument.command().commandLine(), "`%s` is no NAME[+FLAVOR][:VERSION]".formatted(text)));
    }

    private static TirelessException unknown(StackReference reference) {
        return new TirelessException(
                TirelessException.Code.NOT_FOUND,
                false,
                "there is no stack `%s`; `tireless stack list` lists them".formatted(reference));
    }

    private void print(String text) {
        PrintStream out = context.terminal().out();
        out.print(text);
        out.flush();
    }
}
