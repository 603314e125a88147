package tireless.manifest.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tireless.model.Fix;
import tireless.model.Problem;

/** However mistakes are combined and a file is saved: they go, nothing new is wrong, and nothing else has changed. */
class FixesPropertyTest {
    /** What is written, what it becomes; each in a place of its own. */
    private static final List<List<String>> SECTION = List.of(
            List.of("  replica: \"2\" # two", "  replicas: 2 # two"),
            List.of(
                    "  resource: {limit: {cpu: 1}, request: {cpu: 1}}",
                    "  resources: {limits: {cpu: 1}, requests: {cpu: 1}}"),
            List.of(
                    "  autoscaling: {enabled: 'false', min_replicas: 1}",
                    "  autoScaling: {enabled: false, minReplicas: 1}"),
            List.of("  'loglevel': &l INFO", "  'logLevel': &l INFO"),
            List.of("  tags: one # only", "  tags: [one] # only"),
            List.of("  x: {shell: echo $$HOME}", "  stackSpec: {shell: echo $$HOME}"),
            List.of(
                    "  highAvailabilityConfig: {Level: Zone, mode: \"prefered\"}",
                    "  highAvailabilityConfig: {level: zone, mode: \"preferred\"}"),
            List.of("  envs: {A: limit, limit: \"1\", É: 1}", "  envs: {A: limit, limit: \"1\", É: 1}"),
            List.of("  # replica: 1\n", "  # replica: 1\n"),
            List.of("  runAsUser: @me", "  runAsUser: \"@me\""),
            List.of("  title:x", "  title: x"),
            List.of("\tdryRun: \"true\"", "  dryRun: true"));

    @Property(tries = 200)
    void mistakesGoAndNothingElseChanges(
            @ForAll("documents") List<List<Integer>> documents, @ForAll("lineEnds") String lineEnd) {
        String written = text(documents, 0).replace("\n", lineEnd);
        String fixed = Fixed.of(written);
        assertThat(fixed).isEqualTo(text(documents, 1).replace("\n", lineEnd));
        assertThat(Fixed.of(fixed)).isEqualTo(fixed);
        assertThat(Fixed.fixable(fixed)).isEmpty();
        assertThat(Fixed.errors(fixed))
                .filteredOn(error -> !error.contains("bad-env-name"))
                .isEmpty();
    }

    @Property(tries = 200)
    void eachFixAloneRemovesItsProblem(@ForAll("documents") List<List<Integer>> documents) {
        String written = text(documents, 0);
        for (Problem problem : Fixed.fixable(written)) {
            Fix fix = problem.fix().orElseThrow();
            String fixed = Fixes.apply(written, List.of(fix));
            assertThat(fixed).isNotEqualTo(written);
            assertThat(Fixed.problems(fixed)).doesNotContain(problem);
        }
    }

    @Provide
    Arbitrary<List<List<Integer>>> documents() {
        return Arbitraries.integers()
                .between(0, SECTION.size() - 1)
                .list()
                .uniqueElements()
                .ofMaxSize(SECTION.size())
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n");
    }

    private static String text(List<List<Integer>> documents, int form) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            StringBuilder text =
                    new StringBuilder("name: a" + i + " # x\nversion: v1beta\ntype: worker\nworker:\n  stack: x\n");
            documents
                    .get(i)
                    .forEach(index -> text.append(SECTION.get(index).get(form)).append('\n'));
            texts.add(text.toString());
        }
        return String.join("---\n", texts);
    }
}
