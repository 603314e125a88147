package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.manifest.kind.SecretManifest;
import tireless.manifest.kind.SecretType;

class SecretTest {
    private static final String HIDDEN = "hunter2";

    private static String secret(String type, String section) {
        return "name: s\nversion: v1\ntype: %s\n%s:\n".formatted(type, type) + section.indent(2);
    }

    private static String secret(String section) {
        return secret("secret", section);
    }

    private static SecretManifest only(ManifestSet set) {
        return (SecretManifest) set.all().getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "instance-secret"})
    void pairsAndFilesAreRead(String type) {
        ManifestSet set = Reads.lint(secret(type, """
                type: key-value-properties
                acl: rw
                data: {username: me, .dockerconfigjson: "{}", n: 5, empty: }
                files: {key_json: key.json}
                """));
        assertThat(Reads.problems(set)).isEmpty();
        assertThat(only(set).secret().type()).isEqualTo(SecretType.KEY_VALUE_PROPERTIES);
        assertThat(only(set).secret().data())
                .isEqualTo(Map.of("username", "me", ".dockerconfigjson", "{}", "n", "5", "empty", ""));
        assertThat(only(set).secret().files()).isEqualTo(Map.of("key_json", "key.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: plain, acl: r, data: {} | bad-value: `type` can not be `plain`",
                "type: key-value, acl: x, data: {} | bad-value: `acl` can not be `x`",
                "type: key-value, acl: r | missing-attribute: `data` is missing",
                "acl: r, data: {} | missing-attribute: `type` is missing",
                "type: key-value, acl: r, data: {'a b': c} | bad-key: this can not be a key of `data`",
            })
    void whatCanNotWorkIsAnError(String section, String problem) {
        String text = "name: s\nversion: v1\ntype: secret\nsecret: {" + section + "}\n";
        assertThat(Reads.problems(Reads.lint(text)))
                .singleElement()
                .asString()
                .startsWith("4:")
                .endsWith(" error " + problem);
    }

    @Test
    void bothSpellingsOfCertificateAreRead() {
        for (String type : new String[] {"certificate", "certificates"}) {
            ManifestSet set = Reads.lint(secret("type: " + type + "\nacl: r\ntruststoreLocation: trust.jks\n"));
            assertThat(Reads.problems(set)).isEmpty();
            assertThat(only(set).secret().type()).isEqualTo(SecretType.CERTIFICATE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {password: hunter2}",
                "data: hunter2",
                "data: [hunter2]",
                "data: {password: {x: hunter2}}",
                "data: {password: [hunter2]}",
                "data: {'password:hunter2': }",
                "files: hunter2",
                "password: hunter2",
                "keys: [hunter2]",
                "data: {password: 'a${{\"hunter2\"}}'}",
                "data: {password: '${user:hunter2}'}",
                "data: {password: 'x$hunter2'}",
            })
    void aValueIsInNoMessageAndInNoText(String section) {
        ManifestSet set = Reads.lint(secret("type: key-value\nacl: r\n" + section));
        assertThat(set.problems().toString()).doesNotContain(HIDDEN);
        assertThat(set.all().toString()).doesNotContain(HIDDEN);
    }

    @Test
    void aValueWhereTheSectionBelongsIsNotShownEither() {
        ManifestSet set = Reads.lint("name: s\nversion: v1\ntype: secret\nsecret: hunter2\ndata: hunter2\n");
        assertThat(set.hasErrors()).isTrue();
        assertThat(set.problems().toString()).doesNotContain(HIDDEN);
    }

    @Test
    void variablesAreReplacedOnlyWhereTheyAreTheWholeValue() {
        ManifestSet set = Reads.read(
                secret("type: key-value\nacl: r\ndata: {a: $A, b: \"${A}\", c: x$A, d: $$A}\n")
                        .replace("name: s", "name: ${A}-r"),
                ReadOptions.of(Purpose.LINT, Map.of("A", "v")));
        assertThat(Reads.problems(set)).isEmpty();
        assertThat(only(set).meta().name()).isEqualTo("v-r");
        assertThat(only(set).secret().data()).isEqualTo(Map.of("a", "v", "b", "v", "c", "x$A", "d", "$$A"));
    }

    @Test
    void aSecretOfTheInstanceIsTheSameInEveryWorkspace() {
        String text = secret("instance-secret", "type: key-value\nacl: r\ndata: {}");
        assertThat(Reads.problems(Reads.lint(text + "workspace: red\n---\n" + text + "workspace: blue\n")))
                .singleElement()
                .asString()
                .contains("duplicate-resource");
    }
}
