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
        Stream<String> paths = Stream.concat(
                Stream.of(
                        folder.path().toString(),
                        keeperProcs.map(Path::toString).orElse("-")),
                workProcs.stream().map(Path::toString));
        String words = Stream.of(paths, Stream.of("--"), command.stream())
                .flatMap(part -> part)
                .map(KeeperOrder::quoted)
                .collect(Collectors.joining(" "));
        // "command": else a shell ends where one of its own variables is read-only.
        String exports = environment.entrySet().stream()
                .map(variable -> "command export %s=%s\n".formatted(variable.getKey(), quoted(variable.getValue())))
                .collect(Collectors.joining());
        String script = """
                __tireless_directory=%s
                __tireless_environment() {
                :
                %s}
                set -- %s
                __tireless_ordered=1
                """.formatted(quoted(workingDirectory.toString()), exports, words);
        return script.getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
