package tireless.stack.defined;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.manifest.problem.Problems;
import tireless.manifest.source.SourceText;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.YamlText;

class SpecSchemaTest {
    private static SpecSchema.Checked check(String schema, String spec) {
        Mapping root = (Mapping) YamlText.parse(new SourceText("m.yaml", Path.of("/"), spec), new Problems())
                .getFirst()
                .root();
        return switch (SpecSchema.parse(schema)) {
            case SpecSchema.Parsed.Good(SpecSchema good) -> good.check(root);
            case SpecSchema.Parsed.Bad(String cause) -> throw new AssertionError(cause);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {"$ref": "#"}                                   | it refers to itself without an end
                {"allOf": [{"$ref": "#"}]}                      | it refers to itself without an end
                {"$ref": "http://127.0.0.1:1/schema.json"}      | Schema from 'http://127.0.0.1:1/schema.json' is not allowed
                {"$ref": "file:///etc/passwd"}                  | Schema from 'file:///etc/passwd' is not allowed
                {"$ref": "classpath:/META-INF/MANIFEST.MF"}     | Schema from 'classpath:/META-INF/MANIFEST.MF' is not allowed
                {"$ref": "#/definitions/nothing"}               | Reference /definitions/nothing cannot be resolved
                {"$schema": "http://example.com/mine"}          | Schema from 'http://example.com/mine' is not allowed to be loaded
                {"properties": {"a": {"pattern": "("}}}         | the pattern `(`: Unclosed group
                {"properties": {"a": {"type": "objekt"}}}       | at /properties/a/type: does not have a value in the enumeration
                [1, 2]                                          | Schema at # must be object or boolean but was ARRAY
                {"type": "object"                               | it is no JSON: Unexpected end-of-input
                """)
    void aSchemaThatCanNotBeUsedIsRefusedWithItsCause(String schema, String cause) {
        assertThat(SpecSchema.parse(schema))
                .isInstanceOfSatisfying(
                        SpecSchema.Parsed.Bad.class,
                        bad -> assertThat(bad.cause()).startsWith(cause));
    }

    @Test
    void aPatternThatWouldTakeForEverIsGivenUp() {
        String schema = "{\"properties\": {\"a\": {\"pattern\": \"(.*)*\\\\1z\"}}}";

        assertThat(check(schema, "a: " + "xab".repeat(20)))
                .isEqualTo(new SpecSchema.Checked.GivenUp(
                        "the pattern `(.*)*\\1z` takes too long: it can be fitted to a text in too many ways"));
    }

    @Test
    void aPatternThatGoesTooDeepForATextIsGivenUp() {
        assertThat(check("{\"properties\": {\"a\": {\"pattern\": \"^(a|b|[cd])*$\"}}}", "a: " + "a".repeat(200_000)))
                .isEqualTo(new SpecSchema.Checked.GivenUp(
                        "the pattern `^(a|b|[cd])*$` can not be held against a text of 200000 characters"));
    }

    @Test
    void aReferenceToElsewhereIsRefusedAlsoWhereNoSpecReachesIt() {
        String schema = "{\"properties\": {\"a\": {\"$ref\": \"file:///etc/passwd\"}}}";

        assertThat(SpecSchema.parse(schema)).isInstanceOf(SpecSchema.Parsed.Bad.class);
    }

    @Test
    void whatRefersToItselfAsDeepAsTheSpecGoesIsFine() {
        String schema = """
                {"properties": {"a": {"$ref": "#/definitions/list"}},
                 "definitions": {"list": {"type": "array", "items": {"$ref": "#/definitions/list"}}}}
                """;
        assertThat(check(schema, "a: %s%s".formatted("[".repeat(40), "]".repeat(40))))
                .isEqualTo(new SpecSchema.Checked.Done(List.of()));
    }
}
