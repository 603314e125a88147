package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.cli.context.Context;
import tireless.cli.context.Terminal;
import tireless.cli.voice.Voice;

/**
 * What users of DataOS type, and what they see: each file holds commands behind {@code $} and below each what it says, and behind
 * {@code →} how it ends where that is not 0.
 */
class DataOsTranscriptTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-01-02T08:40:00+05:30[Asia/Kolkata]");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (.*)\\n((?:(?!\\$ ).*\\n)*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static final Map<String, String> FILES = Map.of(
            "worker.yaml", head("new", "v1beta", "worker") + "worker: {stack: process}\n",
            "pulse.yaml", head("pulse", "v1beta", "worker") + "worker: {stack: process}\n",
            "same.yaml", head("pulse", "v1beta", "worker") + "# same\n",
            "stack.yaml", head("bento-v4", "v1alpha", "stack") + "stack: {}\n",
            "both.yaml", head("a", "v1beta", "worker") + "---\n" + head("b", "v1", "service"),
            "broken.yaml", head("broken", "v1beta", "worker") + "worker:\n  stack: process\n  replica: 2\n",
            "empty.yaml", "");

    @TempDir
    Path home;

    private static String head(String name, String version, String type) {
        return "name: %s\nversion: %s\ntype: %s\n".formatted(name, version, type);
    }

    private String run(String line, boolean terminal) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
        Terminal streams = new Terminal(print, print, false, terminal, true);
        Context context = new Context(
                Map.of("TIRELESS_HOME", home.toString()),
                "metis",
                home,
                home,
                new ByteArrayInputStream(new byte[0]),
                streams,
                new Voice(
                        Voice.Style.DATAOS,
                        print,
                        terminal,
                        false,
                        InstantSource.fixed(NOW.toInstant()),
                        NOW::getZone));
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        int status = Main.execute(context, words.subList(1, words.size()).toArray(String[]::new));
        return said.toString(StandardCharsets.UTF_8).replace(home.toString(), "HOME")
                + (status == 0 ? "" : "→ " + status + "\n");
    }

    private static String transcript(String name) throws IOException {
        try (InputStream in = DataOsTranscriptTest.class.getResourceAsStream("dataos/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "get", "runtime", "log", "delete", "power", "other", "file"})
    void aTranscriptIsWhatIsSaid(String name) throws IOException {
        StringBuilder said = new StringBuilder();
        try (DataOsWorld _ = new DataOsWorld(home)) {
            for (Map.Entry<String, String> file : FILES.entrySet()) {
                Files.writeString(home.resolve(file.getKey()), file.getValue());
            }
            COMMAND.matcher(transcript(name))
                    .results()
                    .forEach(command -> said.append("$ ")
                            .append(command.group(1))
                            .append('\n')
                            .append(run(command.group(1), !name.equals("file")))
                            .append('\n'));
        }
        assertThat(said.toString()).isEqualTo(transcript(name));
    }

    @Test
    void thereAreAsManyAsMatter() throws IOException {
        long commands = 0;
        for (String name : List.of("apply", "get", "runtime", "log", "delete", "power", "other", "file")) {
            commands += COMMAND.matcher(transcript(name)).results().count();
        }
        assertThat(commands).isGreaterThanOrEqualTo(40);
    }

    @Test
    void withoutAServerAStepEndsInAnError() {
        assertThat(run("dataos-ctl get", true).lines()).first().isEqualTo("INFO[0000] 🔍 get...");
        assertThat(Stream.of(run("dataos-ctl get", true).split("\n")))
                .contains("WARN[0000] 🔍 get...error", "ERRO[0000] failure getting resources", "→ 5");
    }
}
