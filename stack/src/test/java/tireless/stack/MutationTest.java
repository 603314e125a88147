package tireless.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tireless.manifest.Purpose;
import tireless.model.Problem;

/** Whatever is done to a manifest, resolving it ends with values, and a worker without an error has a workload. */
class MutationTest {
    private static final String WHOLE = """
            name: pulse
            version: v1beta
            type: worker
            workspace: w
            worker:
              replicas: 2
              stack: process:1.0
              dryRun: false
              logLevel: INFO
              runAsUser: me
              envs: {A: "1", PATH: $HOME}
              configs: {a: plain.txt}
              resources: {limits: {cpu: 1, memory: 64Mi}}
              tireless: {stallAfter: 5m, watchdog: 1s, restart: {initial: 1s, max: 1m}, drain: {timeout: 1m}}
              stackSpec:
                command: [./pulse.sh, -x]
                arguments: [a]
                workingDirectory: data
            """;
    private static final List<String> PIECES = List.of(
            "",
            "\n",
            " ",
            ":",
            "- ",
            "[",
            "]",
            "{}",
            "\"\"",
            "''",
            "|",
            "0",
            "-1",
            "99999999999999999999",
            "1e9",
            "m",
            "Ei",
            "\"\\0\"",
            "$HOME",
            "$NO",
            "${{x}}",
            "null",
            "~",
            "true",
            "shell: x\n",
            "/",
            "..",
            "process",
            "bento",
            "+x",
            ":2",
            "é",
            "\u202e");

    @Test
    void resolvingNeverThrows() {
        Random random = new Random(7);
        int sound = 0;
        for (int round = 0; round < 4_000; round++) {
            String text = mutated(random);
            for (Purpose purpose : Purpose.values()) {
                Resolution resolution = Resolves.resolve(text, purpose, Map.of("HOME", "/root"));
                assertThat(resolution.problems()).extracting(Problem::message).noneMatch(String::isBlank);
                if (!resolution.hasErrors()
                        && resolution.problems().stream()
                                .noneMatch(problem -> problem.code().startsWith("un"))) {
                    assertThat(resolution.resources()).as(text).hasSize(1);
                    sound++;
                }
            }
        }
        assertThat(sound).isGreaterThan(50);
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(WHOLE);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(10));
            text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
