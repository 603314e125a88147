package tireless.runtime.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a keeper is told to do. It is told through a pipe, so that no process list shows it.
 *
 * @param joining the files by which the command joins further control groups
 */
record KeeperOrder(
        AttemptFolder folder,
        List<Path> joining,
        List<String> command,
        Path workingDirectory,
        Map<String, String> environment) {

    /** The two lines that {@code keeper.sh} reads before its order: where the keeper and the command belong. */
    static byte[] place(Optional<Leaf> leaf) {
        return Stream.of(leaf.map(Leaf::keeper), leaf.map(Leaf::work))
                .map(group ->
                        group.map(found -> Cgroups.joining(found).toString()).orElse("-"))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The shell script that {@code keeper.sh} reads. Cut off anywhere before its last line, it has no effect. */
    byte[] script() {
        StringBuilder script = new StringBuilder("__tireless_directory=").append(quoted(workingDirectory.toString()));
        script.append("\n__tireless_environment() {\n:\n");
        // "command": else a shell ends where one of its own variables is read-only.
        environment.forEach((name, value) -> script.append("command export ")
                .append(name)
                .append('=')
                .append(quoted(value))
                .append('\n'));
        script.append("}\nset -- ").append(quoted(folder.path().toString()));
        joining.forEach(file -> script.append(' ').append(quoted(file.toString())));
        script.append(" --");
        command.forEach(word -> script.append(' ').append(quoted(word)));
        script.append("\n__tireless_ordered=1\n");
        return script.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
