package tireless.cli.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tireless.model.TirelessException;

class SpellingPropertyTest {
    private static final Spelling SPELLING =
            new Spelling(Map.of("get", Set.of("-t", "-n", "-w"), "run", Set.of("-w")), true);

    @Property
    void anyWordsAreRewrittenOrRefusedWithASentence(@ForAll("lines") List<String> line) {
        try {
            switch (SPELLING.rewrite(line)) {
                case Rewritten.Plain(var words, var _) -> assertThat(words).doesNotContainNull();
                case Rewritten.Instead(var sentence) -> assertThat(sentence).isNotBlank();
            }
        } catch (TirelessException refusal) {
            assertThat(refusal.code()).isEqualTo(TirelessException.Code.USAGE);
        }
    }

    @Property
    void whereFlagsStandDoesNotMatter(@ForAll("verbs") String verb, @ForAll("targets") List<String> target) {
        List<String> before = new ArrayList<>(target);
        before.addAll(List.of(verb.split(" ")));
        List<String> behind = new ArrayList<>(List.of(verb.split(" ")));
        behind.addAll(target);
        List<String> grouped = new ArrayList<>(behind);
        grouped.addFirst("resource");

        assertThat(SPELLING.rewrite(before))
                .isEqualTo(SPELLING.rewrite(behind))
                .isEqualTo(SPELLING.rewrite(grouped))
                .isInstanceOf(Rewritten.Plain.class);
    }

    @Property
    void aPlainCommandThatIsNotOfDataosIsLeftAlone(@ForAll("targets") List<String> target) {
        List<String> line = new ArrayList<>(target);
        line.addFirst("history");

        assertThat(SPELLING.rewrite(line)).isEqualTo(new Rewritten.Plain(line, ""));
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "resource",
                                "get",
                                "runtime",
                                "apply",
                                "log",
                                "delete",
                                "pause",
                                "develop",
                                "-t",
                                "-n",
                                "-i",
                                "--id",
                                "-w",
                                "-f",
                                "-o",
                                "--node",
                                "-r",
                                "-l",
                                "--",
                                "-",
                                "--type=worker",
                                "-n=x",
                                "worker",
                                "pulse:v1beta:worker",
                                "-1"),
                        Arbitraries.strings().ofMaxLength(8))
                .list()
                .ofMaxSize(7);
    }

    @Provide
    Arbitrary<String> verbs() {
        return Arbitraries.of("get", "get runtime", "runtime get", "log", "delete", "runtime pause", "runtime re-run");
    }

    @Provide
    Arbitrary<List<String>> targets() {
        return Arbitraries.of(
                List.of("-t", "worker", "-n", "pulse", "-w", "lab"),
                List.of("--type=service", "--name=ping"),
                List.of("-i", "pulse | v1beta | worker | lab"),
                List.of("--id", "worker:v1beta:pulse", "-v", "v1"));
    }
}
