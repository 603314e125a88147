package tireless.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.manifest.Purpose;
import tireless.model.Problem;
import tireless.model.SecretProjection;
import tireless.model.SecretProjection.Kind;
import tireless.model.SecretValues;
import tireless.model.Workload;

class SecretContentsTest {
    private static String door(String rest) {
        return "name: door\nversion: v1\ntype: secret\nsecret:\n  type: key-value\n  acl: r\n" + rest;
    }

    private static SecretValues values(String text) {
        Resolution resolution = Resolves.apply(text);
        assertThat(resolution.problems()).isEmpty();
        return resolution.resources().getFirst().values().orElseThrow();
    }

    private static Problem problem(String text, Purpose purpose) {
        List<Problem> problems = Resolves.resolve(text, purpose, Map.of()).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    @Test
    void areThoseOfTheManifestAndOfTheFilesThatItNames() {
        assertThat(values(door("  data: {code: hunter2}\n  files: {cert: plain.txt}\n")))
                .isEqualTo(SecretValues.ofTexts(Map.of("code", "hunter2", "cert", "/some/folder/plain.txt")));
        assertThat(values(door("  key_json: plain.txt\n")))
                .isEqualTo(SecretValues.ofTexts(Map.of("key_json", "/some/folder/plain.txt")));
    }

    @Test
    void whatIsKeptOfTheManifestHasStars() {
        ResolvedResource resource =
                Resolves.apply(door("  data: {code: hunter2}\n")).resources().getFirst();
        assertThat(resource.toString()).doesNotContain("hunter2").contains("secret.data.code=****");
    }

    @Test
    void aFileThatIsNotThereIsAnErrorWithItsPlaceAndAWarningForLint() {
        String text = door("  files:\n    cert: absent.pem\n");
        Problem error = problem(text, Purpose.APPLY);
        assertThat(error.isError()).isTrue();
        assertThat(error.location().line()).isEqualTo(8);
        assertThat(error.message()).isEqualTo("the file for `cert` is not there");
        assertThat(error.toString()).doesNotContain("absent.pem");
        assertThat(problem(text, Purpose.LINT).isError()).isFalse();
        assertThat(problem(door("  file: data\n"), Purpose.APPLY))
                .satisfies(folder -> assertThat(folder.message()).isEqualTo("the file for `file` is a folder"))
                .satisfies(folder -> assertThat(folder.location().line()).isEqualTo(7));
    }

    @Test
    void aKeyThatHasTwoValuesAndValuesThatAreTooLargeAreErrors() {
        assertThat(problem(door("  data: {cert: x}\n  files: {cert: plain.txt}\n"), Purpose.APPLY)
                        .code())
                .isEqualTo("duplicate-key");
        assertThat(problem(door("  files: {cert: large.txt}\n"), Purpose.APPLY).code())
                .isEqualTo("too-large");
    }

    private static List<SecretProjection> projections(String uses) {
        String text = Resolves.worker("shell: sleep 1") + uses;
        Workload workload =
                (Workload) Resolves.apply(text).resources().getFirst().spec();
        return workload.run().provisions().secrets();
    }

    private static SecretProjection projection(String name, String workspace, Kind kind, String... keys) {
        return new SecretProjection(name, workspace, List.of(keys), kind, Optional.empty());
    }

    @Test
    void usesBecomeProjectionsInTheirOrder() {
        String uses = """
                  secrets: [plain]
                  dataosSecrets:
                    - {name: a, key: one}
                    - {name: b, workspace: lab, keys: [x, y], consumptionType: propfile}
                    - {name: c, allKeys: true, keys: [x], consumptionType: file}
                    - {name: plain}
                """;
        assertThat(projections(uses))
                .containsExactly(
                        projection("plain", "public", Kind.ENV_VARS),
                        projection("a", "public", Kind.ENV_VARS, "one"),
                        projection("b", "lab", Kind.PROP_FILE, "x", "y"),
                        projection("c", "public", Kind.FILE));
    }
}
