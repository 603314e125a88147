package tireless.runtime.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a keeper is told to do. It is told through a pipe, so that no process list shows it.
 *
 * @param keeperProcs the cgroup.procs that the keeper joins
 * @param workProcs those that the command joins
 */
record KeeperOrder(
        AttemptFolder folder,
        Optional<Path> keeperProcs,
        List<Path> workProcs,
        List<String> command,
        Path workingDirectory,
        Map<String, String> environment) {

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
        script.append("}\nset -- ").append(quoted(folder.path().toString())).append(' ');
        script.append(keeperProcs.map(procs -> quoted(procs.toString())).orElse("-"));
        workProcs.forEach(procs -> script.append(' ').append(quoted(procs.toString())));
        script.append(" --");
        command.forEach(word -> script.append(' ').append(quoted(word)));
        script.append("\n__tireless_ordered=1\n");
        return script.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
