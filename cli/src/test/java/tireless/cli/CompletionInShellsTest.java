package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.cli.context.Context;
import tireless.cli.context.Terminal;

/** The scripts, in the shells that they are for; the program that they ask is a script that shows what it is asked. */
class CompletionInShellsTest {
    private static final String BASH = """
            source "$1"
            read -ra COMP_WORDS <<<"$2"
            [[ $2 == *' ' ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _tireless
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    /** What compadd and _files would be given; in a real completion they need a terminal. */
    private static final String ZSH = """
            compdef() { }
            _files() { print -l -- $words[CURRENT]*(N) }
            compadd() { shift; local one; for one in "$@"; do [[ $one == $words[CURRENT]* ]] && print -r -- $one; done }
            source "$1"
            words=(${(z)2})
            [[ $2 == *' ' ]] && words+=("")
            CURRENT=$#words
            _tireless
            true
            """;

    private static final String FISH = """
            source $argv[1]
            complete -C "$argv[2]" | string replace -r '\\t.*' ''
            true
            """;

    @TempDir
    private Path place;

    private Path program(String name) throws IOException {
        Path program = place.resolve(name);
        Files.writeString(program, """
                #!/bin/sh
                [ "$1" = __complete ] && [ "$TIRELESS_BUILD" = never ] || exit 1
                shift
                for word; do echo "asked-$word"; done
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    /** What a shell offers at the end of a line, in order. */
    private List<String> offered(String shell, String line) throws IOException, InterruptedException {
        assumeTrue(isInstalled(shell), shell + " is not installed: apt-get install " + shell);
        program(line.split(" ", 2)[0]);
        Files.writeString(place.resolve("worker.yaml"), "");
        Path script = place.resolve("completion");
        Files.writeString(script, script(shell));
        List<String> command = switch (shell) {
            case "bash" -> List.of("bash", "--norc", "-c", BASH, "bash", script.toString(), line);
            case "zsh" -> List.of("zsh", "-f", "-c", ZSH, "zsh", script.toString(), line);
            default -> List.of("fish", "--no-config", "-c", FISH, script.toString(), line);
        };
        ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile());
        builder.environment().put("PATH", place + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put("HOME", place.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(err).isZero();
        assertThat(err).isEmpty();
        return out.lines().filter(one -> !one.isEmpty()).toList();
    }

    private static boolean isInstalled(String shell) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
    }

    private String script(String shell) {
        return said("completion", shell);
    }

    private String said(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
        Context context = new Context(
                Map.of("TIRELESS_HOME", place.toString()),
                "metis",
                place,
                place,
                new ByteArrayInputStream(new byte[0]),
                new Terminal(print, print, false));
        assertThat(Main.execute(context, arguments)).isZero();
        print.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                arguments("tireless ge", "get"),
                arguments("tireless completion ", "bash,zsh,fish"),
                arguments("tireless completion z", "zsh"),
                arguments("tireless get -o y", "yaml"),
                arguments("tireless get -o json --own", "--owner"),
                arguments("tireless get -t work", "worker,workflow,workspace"),
                arguments("tireless get run", "runtime"),
                arguments("tireless get runtime --work", "--workspace"),
                arguments("tireless get worker asked-w", "asked-worker"),
                arguments("tireless get -t worker -w lab asked-", "asked--t=worker,asked--w=lab,asked-targets"),
                arguments("tireless logs pulse --node asked-", "asked-pulse,asked-replicas"),
                arguments("tireless get -w asked-", "asked-workspaces"),
                arguments("tireless apply -f work", "worker.yaml"),
                arguments("tireless example instance", "instance-secret"),
                arguments("tireless frobnicate x", ""),
                arguments("dataos-ctl resource ap", "apply"),
                arguments("dataos-ctl resource apply --manifest", "--manifestFile"),
                arguments("dataos-ctl runtime re", "re-run,resume"),
                arguments("dataos-ctl -t service -w public get runt", "runtime"),
                arguments("dataos-ctl -i asked-", ""),
                arguments("dataos-ctl develop stack ver", "versions"),
                arguments("dataos-ctl get runtime -t worker -n asked-x", ""),
                arguments("dataos-ctl get runtime -t worker -n asked-", "asked--t=worker,asked-names"),
                arguments("dataos-ctl exa", "example"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void bashOffers(String line, String candidates) throws Exception {
        offers("bash", line, candidates);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("lines")
    void zshOffers(String line, String candidates) throws Exception {
        offers("zsh", line, candidates);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("lines")
    void fishOffers(String line, String candidates) throws Exception {
        offers("fish", line, candidates);
    }

    private void offers(String shell, String line, String candidates) throws Exception {
        List<String> expected = candidates.isEmpty() ? List.of() : List.of(candidates.split(","));
        assertThat(offered(shell, line)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyShellHasAScript() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            assertThat(script(shell)).contains("tireless completion " + shell, "dataos-ctl");
        }
    }

    @Test
    void hiddenCommandsAreNotOffered() {
        assertThat(script("bash").lines().filter(line -> line.contains("'tireless')")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("__train"));
    }

    @Test
    void withoutAServerNothingIsOfferedAndNothingSaid() {
        assertThat(said("__complete", "targets", "-w=lab", "--frobnicate"))
                .doesNotContain("tireless")
                .contains("worker\n");
        assertThat(said("__complete", "names")).isEmpty();
        assertThat(said("__complete")).isEmpty();
    }
}
