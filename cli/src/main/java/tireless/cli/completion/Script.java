package tireless.cli.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the script of a shell: what it looks up, and below it what looks up, which is a resource. picocli has a generator too, for
 * bash; what it writes knows no candidates that only a server can tell.
 */
public final class Script {
    private final Shell shell;
    private final StringBuilder text = new StringBuilder();

    private Script(Shell shell) {
        this.shell = shell;
    }

    /** @param roots the same commands under each of their names */
    public static String of(Shell shell, List<Node> roots) {
        Script script = new Script(shell);
        Tables tables = Tables.of(roots);
        if (shell == Shell.ZSH) {
            script.text
                    .append("#compdef ")
                    .append(roots.stream().map(Node::name).collect(Collectors.joining(" ")))
                    .append('\n');
        }
        script.text
                .append("# Made by `tireless completion ")
                .append(shell.keyword())
                .append("`.\n\n");
        script.lookup("commands", script.said(tables.commands()));
        script.lookup("options", script.said(tables.options()));
        script.lookup("value", tables.values());
        script.lookup("arguments", tables.arguments());
        script.text.append(resource(shell.keyword()));
        roots.forEach(root -> script.text.append(register(shell, root.name())));
        return script.text.toString();
    }

    /** Only fish shows descriptions. */
    private Map<String, String> said(Map<String, String> table) {
        if (shell == Shell.FISH) {
            return table;
        }
        return table.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue()
                                .lines()
                                .map(line -> line.split("\t", 2)[0])
                                .collect(Collectors.joining(" ")),
                        (one, _) -> one,
                        java.util.LinkedHashMap::new));
    }

    /** A function that replies what a table has for its argument. */
    private void lookup(String name, Map<String, String> table) {
        boolean fish = shell == Shell.FISH;
        text.append(
                fish
                        ? "function __tireless_" + name + "\n    switch $argv[1]\n"
                        : "_tireless_" + name + "() {\n    case $1 in\n");
        table.forEach((path, reply) -> {
            String answer = shell.quoted(reply);
            text.append(
                    fish
                            ? "        case " + shell.quoted(path) + "\n            printf '%s\\n' " + answer + "\n"
                            : "        " + shell.quoted(path) + ") REPLY=" + answer + " ;;\n");
        });
        text.append(fish ? "    end\nend\n\n" : "        *) REPLY= ;;\n    esac\n}\n\n");
    }

    private static String register(Shell shell, String name) {
        return switch (shell) {
            case BASH -> "complete -F _tireless " + name + "\n";
            case ZSH -> "compdef _tireless " + name + "\n";
            case FISH -> "complete -c " + name + " -f -a '(__tireless_candidates)'\n";
        };
    }

    private static String resource(String name) {
        try (InputStream in = Script.class.getResourceAsStream("complete." + name)) {
            if (in == null) {
                throw new IllegalStateException("the distribution lacks complete." + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
