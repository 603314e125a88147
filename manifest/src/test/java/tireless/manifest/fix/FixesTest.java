package tireless.manifest.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.model.Fix;
import tireless.model.Location;
import tireless.model.TextEdit;
import tireless.model.TextEdit.Indentation;
import tireless.model.TextEdit.Replacement;
import tireless.model.TextEdit.Unquoting;

class FixesTest {
    private static final String WORKER = "name: a\nversion: v1beta\ntype: worker\nworker:\n  stack: process\n";
    private static final String SERVICE = "name: a\nversion: v1\ntype: service\nservice:\n  stack: process\n";
    private static final String WORKFLOW = "name: a\nversion: v1\ntype: workflow\nworkflow:\n";
    private static final String DAG = "  dag:\n    - name: one\n      spec:\n        stack: process\n";
    private static final String STACK =
            "name: a\nversion: v1alpha\ntype: stack\nstack:\n  name: a\n  version: \"1.0\"\n  reconciler: stackManager\n";
    private static final String VOLUME = "name: a\nversion: v1beta\ntype: volume\nvolume:\n  size: 1Gi\n  type: temp\n";

    static Stream<Arguments> slips() {
        return Stream.of(
                in(WORKER, "  resources:\n    limit: {cpu: 1}", "  resources:\n    limits: {cpu: 1}"),
                in(WORKER, "  resources:\n    request: {cpu: 1}", "  resources:\n    requests: {cpu: 1}"),
                in(WORKER, "  resource: {limits: {cpu: 1}}", "  resources: {limits: {cpu: 1}}"),
                in(WORKER, "  resource: {limit: {cpu: 1}}", "  resources: {limits: {cpu: 1}}"),
                in(WORKER, "  autoscaling: {enabled: true}", "  autoScaling: {enabled: true}"),
                in(WORKER, "  process: {command: ls}", "  stackSpec: {command: ls}"),
                in(WORKER, "  container:\n    image: x", "  stackSpec:\n    image: x"),
                in(WORKER, "  replica: 2", "  replicas: 2"),
                in(WORKER, "  'replica': 2 # two", "  'replicas': 2 # two"),
                in(WORKER, "  \"loglevel\": INFO", "  \"logLevel\": INFO"),
                in(WORKER, "  stack_spec: {a: 1}", "  stackSpec: {a: 1}"),
                in(WORKER, "  repilcas: 2", "  replicas: 2"),
                in(WORKER, "  env:\n    A: 1", "  envs:\n    A: 1"),
                in(WORKER, "  replicas: \"2\"", "  replicas: 2"),
                in(WORKER, "  replicas: '2'   # two", "  replicas: 2   # two"),
                in(WORKER, "  dryRun: 'false'", "  dryRun: false"),
                in(WORKER, "  tags: blue", "  tags: [blue]"),
                in(WORKER, "  highAvailabilityConfig: {level: Zone}", "  highAvailabilityConfig: {level: zone}"),
                in(WORKER, "  highAvailabilityConfig: {mode: prefered}", "  highAvailabilityConfig: {mode: preferred}"),
                in(WORKER, "  description: it is: this # so", "  description: \"it is: this\" # so"),
                in(WORKER, "  runAsUser: @me", "  runAsUser: \"@me\""),
                in(WORKER, "  logLevel:INFO", "  logLevel: INFO"),
                in(WORKER, "\tlogLevel: INFO\n", "  logLevel: INFO\n"),
                in(WORKER, "  envs:\n  \t A: 1\n", "  envs:\n     A: 1\n"),
                in(SERVICE, "  ingress: {path: api}", "  ingress: {path: /api}"),
                in(SERVICE, "  ingress: {path: \"api\"}", "  ingress: {path: \"/api\"}"),
                in(SERVICE, "  service_port: 80", "  servicePort: 80"),
                in(
                        WORKFLOW + DAG,
                        "  schedule: {cron: '0 1 * * *', timezone: asia/kolkata}",
                        "  schedule: {cron: '0 1 * * *', timezone: Asia/Kolkata}"),
                in(
                        WORKFLOW + DAG,
                        "  schedule: {cron: '0 1 * * *', concurrencyPolicy: forbid}",
                        "  schedule: {cron: '0 1 * * *', concurrencyPolicy: Forbid}"),
                in(
                        WORKFLOW + DAG,
                        "  schedule:\n    cron: */5 * * * * # often",
                        "  schedule:\n    cron: \"*/5 * * * *\" # often"),
                in(WORKFLOW + DAG, "  schedule:\n    cron: * * * * *", "  schedule:\n    cron: \"* * * * *\""),
                in(WORKFLOW + DAG, "  schedule:\n    cron: @daily", "  schedule:\n    cron: \"@daily\""),
                in(
                        WORKFLOW + DAG,
                        "    - {name: two, spec: {stack: x}, dependencies: [onee]}",
                        "    - {name: two, spec: {stack: x}, dependencies: [one]}"),
                in(STACK, "  argument: [a]", "  arguments: [a]"),
                in(
                        STACK,
                        "  workerConfig:\n    conatinerResourceTemplate: x",
                        "  workerConfig:\n    containerResourceTemplate: x"),
                in(VOLUME, "  accessMode: readWriteOnce", "  accessMode: ReadWriteOnce"),
                in("", STACK.replace("\"1.0\"", "1.0"), STACK),
                in("", WORKER.replace("type: worker", "type: Worker"), WORKER),
                in("", WORKER.replace("worker:\n", "Worker:\n"), WORKER),
                in("", WORKER.replace("v1beta", "V1Beta"), WORKER));
    }

    private static Arguments in(String before, String written, String fixed) {
        return Arguments.of(before + written, before + fixed);
    }

    @ParameterizedTest
    @MethodSource("slips")
    void whatCanOnlyMeanOneThingIsMadeRight(String written, String fixed) {
        assertThat(Fixed.fixable(written)).isNotEmpty();
        assertThat(Fixed.of(written)).isEqualTo(fixed);
        assertThat(Fixed.fixable(fixed)).isEmpty();
        assertThat(Fixed.errors(written)).containsAll(Fixed.errors(fixed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  replicas: two",
                "  replica: 1\n  replicas: 2",
                "  replica: 1\n  repilcas: 2",
                "  limits: {cpu: 1}",
                "  resources: {limits: {memory: 500m}}",
                "  resources: {requests: {cpu: 2}, limits: {cpu: 1}}",
                "  frobnicate: 1",
                "  ingres: {path: /a}",
                "  replicas: !!str \"2\"",
                "  replicas: &two \"2\"",
                "  tags: a, b",
                "  tags: $TAG",
                "  envs: &e {limit: 1}\n  resources: *e",
                "  title: see\n    more: of it",
            })
    void whatMayMeanSomethingElseStays(String written) {
        assertThat(Fixed.problems(WORKER + written)).isNotEmpty();
        assertThat(Fixed.fixable(WORKER + written)).isEmpty();
        assertThat(Fixed.of(WORKER + written)).isEqualTo(WORKER + written);
    }

    @Test
    void whatBelongsIntoTheEmptySectionAboveIsIndented() {
        String written = """
                name: a
                version: v1beta
                type: worker
                worker: # the section
                # first
                stack: process

                stackSpec:
                  shell: |
                    a
                     b

                    # c
                tags_of: 1
                """.replace("tags_of: 1\n", "replicas: 2\n# the end\n---\n# more\n");
        assertThat(Fixed.of(written)).isEqualTo("""
                name: a
                version: v1beta
                type: worker
                worker: # the section
                # first
                  stack: process

                  stackSpec:
                    shell: |
                      a
                       b

                      # c
                  replicas: 2
                # the end
                ---
                # more
                """);
        assertThat(Fixed.problems(Fixed.of(written))).isEmpty();
    }

    @Test
    void whatBelongsIntoTheEmptySpecOfAJobIsIndented() {
        String written = WORKFLOW + """
                  dag:
                    - name: one
                      spec:
                      stack: process
                      stackSpec:
                      - a
                      envs: {A: 1}
                    - name: two
                      spec:
                      stack: process
                      title: two
                """;
        assertThat(Fixed.of(written)).isEqualTo(WORKFLOW + """
                  dag:
                    - name: one
                      spec:
                        stack: process
                        stackSpec:
                        - a
                        envs: {A: 1}
                    - name: two
                      spec:
                        stack: process
                      title: two
                """);
    }

    @Test
    void anAttributeBetweenThemThatMayStandThereLeavesItOpen() {
        String written = "name: a\nversion: v1beta\ntype: worker\nworker:\nstack: process\ntitle: x\nreplicas: 1\n";
        assertThat(Fixed.of(written)).isEqualTo(written);
    }

    @Test
    void everythingElseStaysByteForByte() {
        String written = "# é😀\r\nname: a # x\r\nversion:   v1beta\r\ntype: worker\r\n\r\nworker: {stack: process, "
                + "resource: {limit: {cpu: 1}}, \"replica\": \"2\"}\r\n---\r\n\t\r\n...\r\n# end";
        assertThat(Fixed.of(written))
                .isEqualTo("# é😀\r\nname: a # x\r\nversion:   v1beta\r\ntype: worker\r\n\r\nworker: {stack: process, "
                        + "resources: {limits: {cpu: 1}}, \"replicas\": 2}\r\n---\r\n\t\r\n...\r\n# end");
    }

    @Test
    void everyDocumentIsFixed() {
        String text =
                WORKER + "  replica: 1\n---\n" + WORKER.replace("name: a", "name: b") + "\treplica: 1\n---\n" + "a: [";
        assertThat(Fixed.of(text)).isEqualTo(text.replace("\t", "  ").replace("replica:", "replicas:"));
    }

    @Test
    void anAnchorAndItsValueStay() {
        String text = WORKER + "  replica: &n 2\n  tireless: {terminationGracePeriodSeconds: *n}\n";
        assertThat(Fixed.of(text)).isEqualTo(text.replace("replica:", "replicas:"));
    }

    @Test
    void tabsThatCouldBeTwoThingsStay() {
        String text = WORKER + "  envs:\n\tA: 1\n";
        assertThat(Fixed.of(text)).isEqualTo(text);
        assertThat(Fixed.problems(text)).extracting(problem -> problem.code()).contains("yaml");
    }

    @ParameterizedTest
    @CsvSource({"2, 3, true", "2, 2, true", "2, 9, false", "9, 1, false", "1, 4, false"})
    void anEditAppliesWhereItsTextStands(int line, int column, boolean applies) {
        Fix fix = new Fix("x", List.of(new Replacement(new Location("a", line, column), "b", "c")));
        assertThat(Fixes.apply("a: 1\r\nbbb: 2", List.of(fix)).contains("c")).isEqualTo(applies);
    }

    @Test
    void whatTouchesAnEarlierFixWaits() {
        Fix one = new Fix("x", List.of(replacement(1, "ab", "x"), replacement(5, "e", "y")));
        Fix two = new Fix("x", List.of(replacement(2, "b", "z"), replacement(7, "g", "z")));
        assertThat(Fixes.apply("abcdefg", List.of(one, two))).isEqualTo("xcdyfg");
        assertThat(Fixes.apply("abcdefg", List.of(two, one))).isEqualTo("azcdefz");
        assertThat(Fixes.apply("abcdefg", List.of(one, one))).isEqualTo("xcdyfg");
    }

    @Test
    void anEditThatCanNotBeMadeTakesItsWholeFixWithIt() {
        List<TextEdit> edits = List.of(replacement(1, "a", "x"), new Unquoting(new Location("a", 1, 3), "c"));
        assertThat(Fixes.apply("abcd", List.of(new Fix("x", edits)))).isEqualTo("abcd");
        assertThat(Fixes.apply("ab'c'", List.of(new Fix("x", edits)))).isEqualTo("xbc");
    }

    @Test
    void anIndentationEndsWhereThePartEnds() {
        Fix fix = new Fix("x", List.of(new Indentation(new Location("a", 2, 3), OptionalInt.empty(), 2)));
        assertThat(Fixes.apply("a:\n  b: 1\n\n  c: 2\n\n d\n", List.of(fix)))
                .isEqualTo("a:\n    b: 1\n\n    c: 2\n\n d\n");
        assertThat(Fixes.apply("a:\n    b: 1\n", List.of(fix))).isEqualTo("a:\n    b: 1\n");
    }

    private static Replacement replacement(int column, String old, String young) {
        return new Replacement(new Location("a", 1, column), old, young);
    }
}
