package tireless.buildrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceRulesTest {

    private static final String SLEEP = "Thread" + ".sleep";

    private final Checkout checkout = Checkout.ofThisBuild();

    @Test
    void mainSourcesKeepTheirSizeBudget() {
        assertThat(checkout.mainSources()).isNotEmpty();
        assertThat(SizeBudget.MAIN.violations(checkout.read(checkout.mainSources())))
                .isEmpty();
    }

    @Test
    void testSourcesKeepTheirSizeBudget() {
        assertThat(SizeBudget.TEST.violations(checkout.read(checkout.testSources())))
                .isEmpty();
    }

    /** Surefire runs what is called so, and a contract by its subclasses; anything else would pass by never running. */
    @Test
    void whateverTestsIsCalledATest() {
        assertThat(checkout.read(checkout.testSources()).stream()
                        .filter(source -> source.lines().stream()
                                .map(String::strip)
                                .anyMatch(line -> line.equals("@Test") || line.startsWith("@Property")))
                        .map(SourceFile::name)
                        .filter(name -> !name.endsWith("Test.java") && !name.endsWith("Contract.java")))
                .isEmpty();
    }

    @Test
    void nobodySleeps() {
        var sources = Stream.of(checkout.mainSources(), checkout.testSources())
                .flatMap(files -> checkout.read(files).stream())
                .toList();

        assertThat(linesWith(sources, SLEEP)).isEmpty();
    }

    @Test
    void budgetRefusesTheLongFileTheLongTailAndTheLongMedian() {
        assertThat(SizeBudget.MAIN.violations(files(451))).hasSize(3);
        assertThat(SizeBudget.MAIN.violations(files(10, 10, 10, 451)))
                .singleElement()
                .asString()
                .contains("451 lines");
        assertThat(SizeBudget.MAIN.violations(files(71, 71, 71)))
                .singleElement()
                .asString()
                .contains("percentile 50");
        int[] longTail = IntStream.range(0, 20).map(i -> i < 17 ? 9 : 221).toArray();
        assertThat(SizeBudget.MAIN.violations(files(longTail)))
                .singleElement()
                .asString()
                .contains("percentile 90");
        assertThat(SizeBudget.TEST.violations(files(700, 701))).hasSize(1);
        assertThat(SizeBudget.MAIN.violations(files(70, 70, 450))).isEmpty();
    }

    @Test
    void sleepIsFoundWithItsPlace() {
        var source = new SourceFile("a/A.java", List.of("", "        " + SLEEP + "(10);"));

        assertThat(linesWith(List.of(source), SLEEP)).containsExactly("a/A.java:2");
    }

    private static List<String> linesWith(List<SourceFile> sources, String text) {
        return sources.stream()
                .flatMap(source -> IntStream.range(0, source.size())
                        .filter(line -> source.lines().get(line).contains(text))
                        .mapToObj(line -> source.name() + ":" + (line + 1)))
                .toList();
    }

    private static List<SourceFile> files(int... sizes) {
        return IntStream.of(sizes)
                .mapToObj(size -> new SourceFile("F" + size, Collections.nCopies(size, "")))
                .toList();
    }
}
