package tireless.manifest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.manifest.source.SourceText;
import tireless.model.Fix;
import tireless.model.Location;
import tireless.model.Problem;
import tireless.model.Problem.Severity;
import tireless.model.TextEdit.Replacement;

class ProblemPrinterTest {
    private static Problem error(int line, int column, String message) {
        return new Problem(
                Severity.ERROR, "code", new Location("w.yaml", line, column), message, Optional.of("do this"));
    }

    private static String print(String text, Problem... problems) {
        return new ProblemPrinter(List.of(new SourceText("w.yaml", Path.of("/"), text)), false)
                .print(List.of(problems));
    }

    @Test
    void aProblemIsPrintedAsACompilerDoes() {
        assertThat(print("a: 1\n  b: two\n", error(2, 6, "no number"))).isEqualTo("""
                w.yaml:2:6: error: no number [code]
                  2 |   b: two
                    |      ^
                  hint: do this
                1 error in 1 file
                """);
    }

    @Test
    void theSummaryCounts() {
        Problem warning = new Problem(Severity.WARNING, "c", new Location("b", 1, 1), "m", Optional.empty());
        assertThat(ProblemPrinter.summary(List.of(error(1, 1, "a"), error(2, 1, "a"))))
                .isEqualTo("2 errors in 1 file");
        assertThat(ProblemPrinter.summary(List.of(error(1, 1, "a"), warning)))
                .isEqualTo("1 error, 1 warning in 2 files");
        assertThat(ProblemPrinter.summary(List.of(warning))).isEqualTo("1 warning in 1 file");
        assertThat(print("")).isEmpty();
    }

    @Test
    void whatCanBeFixedIsSaid() {
        Location at = new Location("w.yaml", 1, 1);
        Fix fix = new Fix("x", List.of(new Replacement(at, "a", "b")));
        Problem fixable = new Problem(Severity.ERROR, "code", at, "m", Optional.of("write `b`"), Optional.of(fix));
        assertThat(print("a: 1", fixable)).endsWith("""
                  hint: write `b` (fixable)
                1 error in 1 file, it can be fixed: tireless lint --fix
                """);
        assertThat(ProblemPrinter.summary(List.of(fixable, error(2, 1, "n"), fixable)))
                .isEqualTo("3 errors in 1 file, 2 of them can be fixed: tireless lint --fix");
    }

    @Test
    void theMarkStandsUnderTheCharacterAlsoBehindTabsAndWideOnes() {
        assertThat(print("\t日本: x\n", error(1, 6, "m"))).contains("  1 |  日本: x\n    |        ^\n");
        assertThat(print("e\u0301: x\n", error(1, 5, "m"))).contains("    |    ^\n");
    }

    @Test
    void aFloodOfProblemsIsCutAndCounted() {
        Problem[] flood =
                IntStream.range(0, 1000).mapToObj(i -> error(1, 1, "m" + i)).toArray(Problem[]::new);
        assertThat(print("a", flood))
                .contains("m199")
                .doesNotContain("m200 ")
                .endsWith("… and 800 more\n1000 errors in 1 file\n");
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        String printed = print("x".repeat(500) + "HERE" + "y".repeat(500), error(1, 501, "m"));
        List<String> lines = printed.lines().toList();
        assertThat(lines.get(1)).hasSizeLessThan(130).contains("HERE");
        assertThat(lines.get(1).charAt(lines.get(2).indexOf('^'))).isEqualTo('H');
    }

    @Test
    void nothingOfTheTextIsACommandToTheTerminal() {
        String printed = print("a: \u001b[31mred\u202e\u0007\n", error(1, 1, "m\u001b]0;title\u0007\nx"));
        assertThat(printed.chars().filter(character -> character != '\n' && Character.isISOControl(character)))
                .isEmpty();
        assertThat(printed).contains("\\u001b[31mred\\u202e").doesNotContain("\u202e");
    }

    @Test
    void aPlaceOutsideTheTextIsPrintedWithoutALine() {
        assertThat(print("a\n", error(9, 1, "m"))).startsWith("w.yaml:9:1: error: m [code]\n  hint:");
        assertThat(print("a\n", error(1, 99, "m"))).contains("    |  ^\n");
    }

    @Test
    void coloursAreThereOnlyWhenAskedFor() {
        Problem problem = error(1, 1, "m");
        assertThat(new ProblemPrinter(List.of(), true).print(List.of(problem))).contains("\u001b[1;31merror:\u001b[0m");
        assertThat(print("a", problem)).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "password: hunter2 | password: ****",
                "  DB_PASSWORD: 'a b' # c | DB_PASSWORD: ****",
                "- apiKey: abc | - apiKey: ****",
                "runAsApiKey: abc | runAsApiKey: ****",
                "access_token: x | access_token: ****",
                "url: amqp://user:pw@host/ | url: amqp://user:****@host/",
                "url: https://hooks.example.com/T0/abc | url: https://hooks.example.com/****",
                "DATABASE: 'jdbc:postgresql://db/x?user=app&password=joe' | DATABASE: 'jdbc:postgresql://db/x?user=app&password=****'",
                "DATABASE: jdbc:postgresql://db/x?password=${PW} | DATABASE: jdbc:postgresql://db/x?password=${PW}",
                "password: ${PASSWORD} | password: ${PASSWORD}",
                "password: ${{x}} | password: ${{x}}",
                "replicas: 3 | replicas: 3",
                "worker: {stack: process, dataosSecrets: [a, b]} | worker: {stack: process, dataosSecrets: [a, b]}",
                "image: {imagePullSecret: mypull, tag: x} | image: {imagePullSecret: mypull, tag: x}",
                "secretProjection: {type: envVars} | secretProjection: {type: envVars}",
                "passwordFromEnv: REDIS_PASSWORD | passwordFromEnv: REDIS_PASSWORD",
                "envs: {API_TOKEN: abc, DB_PASSWORD: 'a, b', X: y} | envs: {API_TOKEN: ****, DB_PASSWORD: ****, X: y}",
                "credentials: {user: joe, more: [a, 'b c']} # c | credentials: {user: ****, more: [****, ****]} # c",
                "credentials: {user: joe, | credentials: {user: ****,",
                "x: {\"password\":\"joe\",\"a\":1} | x: {\"password\":****,\"a\":1}",
                "credentials: {\"a\":\"joe\"} | credentials: {\"a\":****}",
                "password: [joe] joe | password: ****",
                "password: abc, joe} | password: ****",
                "x: {password: $P, token: '${T}', key: y} | x: {password: $P, token: '${T}', key: y}",
                "x: '{\"password\": \"joe\", \"a\": 1}' | x: '{\"password\": ****, \"a\": 1}'",
                "customHeaders: X-Scope=team,X-Api-Key=hunter2 | customHeaders: X-Scope=team,X-Api-Key=****",
                "customHeaders: \"X-Api-Key=hunter2\" | customHeaders: \"X-Api-Key=****\"",
                "x: {customHeaders: 'X-Token=two words, A=b', y: z} | x: {customHeaders: 'X-Token=****, A=b', y: z}",
                "customHeaders: Authorization=Bearer hunter2 | customHeaders: Authorization=****",
                "queryParameters: apikey=hunter2 | queryParameters: apikey=****",
                "serverAddress: http://h/?token=hunter2 | serverAddress: http://h/?token=****",
                "- --api-key=hunter2 | - --api-key=****",
                "- TOKEN=$TOKEN run | - TOKEN=$TOKEN run",
                "- 'Authorization: Bearer hunter2' | - 'Authorization: ****'",
                "command: [curl, -H, 'Authorization: Bearer hunter2', u] | command: [curl, -H, 'Authorization: ****', u]",
                "x: \"{\\\"password\\\": \\\"hunter2\\\"}\" | x: \"{\\\"password\\\": ****}\"",
                "- 'X-Token: hunter2'' hunter2' # c | - 'X-Token: ****' # c",
                "- \"X-Token: hunter2\\\" hunter2\" # c | - \"X-Token: ****\" # c",
                "- 'X-Token:hunter2' | - 'X-Token:****'",
                "- x # don't, password: it's hunter2 | - x # don't, password: ****",
                "password: {{ .Password }} | password: {{ .Password }}",
            })
    void whatSoundsSecretIsNotShown(String line, String shown) {
        assertThat(print(line, error(1, 1, "m")).lines().toList().get(1).strip())
                .isEqualTo("1 | " + shown.strip());
    }

    @Test
    void theMarkIsBelowItsPlaceAlsoBehindWhatIsHidden() {
        String line = "a: {password: a-long-hunter2, url: 'https://u:hunter2@host/x', b: c}";
        String hidden = "a: {password: ****, url: 'https://u:****@host/****', b: c}";
        for (String place : new String[] {"password", "url", "b: c"}) {
            List<String> lines =
                    print(line, error(1, line.indexOf(place) + 1, "m")).lines().toList();
            assertThat(lines.get(1)).isEqualTo("  1 | " + hidden);
            assertThat(lines.get(2).indexOf('^')).isEqualTo(lines.get(1).indexOf(place));
        }
    }

    @Test
    void ofASecretOnlyTheKeysAreShown() {
        String text = "name: s\ntype: secret\nsecret:\n  data:\n    user: joe\n    - joe\n---\nname: joe\n";
        assertThat(print(text, error(5, 5, "m"), error(6, 5, "m")))
                .doesNotContain("joe")
                .contains("5 |     user: ****");
        assertThat(print(text, error(8, 1, "m"), error(1, 1, "m")))
                .contains("8 | name: joe")
                .contains("1 | name: s");
    }
}
