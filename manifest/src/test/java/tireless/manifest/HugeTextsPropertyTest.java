package tireless.manifest;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Texts as large as they may be: none takes more than some seconds, where work that grows by the square takes minutes. */
@Tag("slow")
class HugeTextsPropertyTest {
    private static final Duration FAR_TOO_LONG = Duration.ofMinutes(2);
    private static final int FOUR_MEBIBYTES = 4 * 1024 * 1024;
    private static final String WORKER = "name: a\nversion: v1beta\ntype: worker\nworker:\n  stack: process\n";

    @Property(tries = 24)
    void aTextOfFourMebibytesIsRead(@ForAll("pieces") String piece) {
        checkInTime(WORKER + "  stackSpec:\n    shell: \"" + repeated(piece) + "\"\n");
        checkInTime(WORKER + "  title: |\n    " + repeated(piece + "\n    ") + "\n");
    }

    @Example
    void manyKeysDocumentsJobsAndProblems() {
        checkInTime(WORKER + lines("  replica%d: 1", 90_000));
        checkInTime(WORKER + "  envs:\n" + lines("    K%d: $V%d", 45_000));
        checkInTime(lines("---\na: %d", 200_000));
        checkInTime(lines("---\na: [ %d", 200_000));
        checkInTime("name: a\nversion: v1\ntype: workflow\nworkflow:\n  dag:\n"
                + lines("  - {name: job%d, spec: {stack: x}, dependencies: [jb%d]}", 9_000));
        checkInTime(WORKER + lines("\tk%d: 1", 200_000));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                "$X",
                "${X}",
                "${{x}}",
                "${x-",
                "{{",
                "$$",
                "x",
                " x",
                "😀",
                "''",
                "\\\\",
                "\\x24X",
                "://a:b@",
                "password: ");
    }

    private static void checkInTime(String text) {
        assertTimeoutPreemptively(FAR_TOO_LONG, () -> {
            var _ = Soundness.check(text);
        });
    }

    private static String repeated(String piece) {
        return piece.repeat((FOUR_MEBIBYTES - 1_000) / piece.length() / 2);
    }

    private static String lines(String line, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(line.replace("%d", String.valueOf(i))).append('\n');
        }
        return text.toString();
    }
}
