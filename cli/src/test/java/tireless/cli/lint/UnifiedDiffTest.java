package tireless.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tireless.manifest.source.SourceText;

class UnifiedDiffTest {
    private static SourceText text(String text) {
        return new SourceText("w.yaml", Path.of("/"), text);
    }

    private static String diff(String before, String after) {
        return new UnifiedDiff(text(before), text(after), false).print();
    }

    @Test
    void nothingForTheSame() {
        assertThat(diff("a\nb\n", "a\nb\n")).isEmpty();
    }

    @Test
    void whatChangedWithThreeLinesAround() {
        assertThat(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nX\nY\n7\n8\n9\n"))
                .isEqualTo("""
                --- w.yaml
                +++ w.yaml
                @@ -2,8 +2,8 @@
                 2
                 3
                 4
                -5
                -6
                +X
                +Y
                 7
                 8
                 9
                """);
    }

    @Test
    void whatIsFarApartIsTwoParts() {
        String lines = "x\n".repeat(9);
        String diff = diff("1\n" + lines + "2", "a\n" + lines + "b");
        assertThat(diff).contains("@@ -1,4 +1,4 @@\n-1\n+a\n x\n", "@@ -8,4 +8,4 @@\n x\n x\n x\n-2\n+b\n");
        assertThat(diff("1\nx\nx\nx\nx\nx\nx\n2", "a\nx\nx\nx\nx\nx\nx\nb")).containsOnlyOnce("@@ -1,8 +1,8 @@");
        assertThat(diff("1", "2")).endsWith("@@ -1 +1 @@\n-1\n+2\n");
    }

    @Test
    void secretsAndCommandsToTheTerminalAreNotShown() {
        assertThat(diff("password: hunter2\na: 1\n", "password: hunter2\nb: 1\n"))
                .contains(" password: ****\n-a: 1\n+b: 1\n")
                .doesNotContain("hunter2");
        assertThat(diff("type: secret\n  x: hunter2\n  acl: R\n", "type: secret\n  x: hunter2\n  acl: r\n"))
                .doesNotContain("hunter2");
        assertThat(diff("a: \u001b[31m\t1", "b: \u001b[31m\t1")).endsWith("-a: \\u001b[31m\t1\n+b: \\u001b[31m\t1\n");
    }

    @Test
    void coloursForATerminal() {
        assertThat(new UnifiedDiff(text("a"), text("b"), true).print())
                .contains("\u001b[31m-a\u001b[0m\n\u001b[32m+b\u001b[0m\n");
    }
}
