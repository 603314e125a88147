package tireless.manifest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.manifest.read.Attribute;
import tireless.manifest.read.Attributes;
import tireless.manifest.read.Form;
import tireless.manifest.read.KindReader;
import tireless.model.ResourceType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ManifestSchemaTest {
    private static final Schema METASCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    static Stream<String> schemas() {
        return Stream.concat(
                Stream.of(ManifestSchema.ofAny()),
                ManifestSchema.types().stream()
                        .map(type -> ManifestSchema.of(type).orElseThrow()));
    }

    private static JsonNode worker() {
        return JsonMapper.shared()
                .readTree(ManifestSchema.of(ResourceType.WORKER).orElseThrow());
    }

    @Test
    void everyKindThatIsReadHasOne() {
        assertThat(ManifestSchema.types())
                .containsExactly(
                        ResourceType.COMPUTE,
                        ResourceType.INSTANCE_SECRET,
                        ResourceType.SECRET,
                        ResourceType.SERVICE,
                        ResourceType.STACK,
                        ResourceType.VOLUME,
                        ResourceType.WORKER,
                        ResourceType.WORKFLOW,
                        ResourceType.WORKSPACE);
        assertThat(ManifestSchema.of(ResourceType.POLICY)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void eachIsASchemaOfItsDraft(String schema) {
        assertThat(METASCHEMA.validate(schema, InputFormat.JSON)).isEmpty();
        assertThat(METASCHEMA.validate(schema.replace("\"title\": \"", "\"title\": 1, \"x\": \""), InputFormat.JSON))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyReferenceLeadsToASection(String schema) {
        JsonNode json = JsonMapper.shared().readTree(schema);
        List<String> references =
                json.findValues("$ref").stream().map(JsonNode::stringValue).toList();
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(json.at(reference.substring(1)).isObject())
                                .as(reference)
                                .isTrue());
        assertThat(json.get("$defs").propertyNames())
                .allSatisfy(name -> assertThat(references).contains("#/$defs/" + name));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyPropertyHasATitleAndADescription(String schema) {
        JsonNode json = JsonMapper.shared().readTree(schema);
        // The schema of any manifest says of itself only what all kinds share.
        Stream<JsonNode> whole = json.get("properties").has("name") ? Stream.of(json) : Stream.empty();
        Stream.concat(whole, json.get("$defs").values().stream())
                .flatMap(section -> section.get("properties").properties().stream())
                .forEach(property -> {
                    assertThat(property.getValue().path("title").stringValue(""))
                            .isEqualTo(property.getKey());
                    assertThat(property.getValue().path("description").stringValue(""))
                            .as(property.getKey())
                            .isNotBlank();
                });
    }

    @Test
    void everyDeclaredAttributeIsDescribedByAPhrase() {
        Set<String> checked = new HashSet<>();
        for (ResourceType type : ManifestSchema.types()) {
            check(KindReader.attributes(type).orElseThrow(), checked);
        }
        assertThat(checked).hasSizeGreaterThan(100);
    }

    private static void check(Attributes attributes, Set<String> checked) {
        for (Attribute<?> attribute : attributes.all()) {
            assertThat(attribute.description())
                    .as("%s of %s", attribute.name(), attributes.name())
                    .isNotBlank()
                    .doesNotEndWith(".");
            checked.add(attributes.name() + " " + attribute.name());
            check(attribute.form(), checked);
        }
    }

    private static void check(Form form, Set<String> checked) {
        switch (form) {
            case Form.Section(Attributes inner) -> check(inner, checked);
            case Form.TextOrSection(Attributes inner) -> check(inner, checked);
            case Form.ListOf(Form entry, var _, var _, var _) -> check(entry, checked);
            default -> {}
        }
    }

    @Test
    void whatIsDeclaredIsTold() {
        JsonNode section = worker().at("/$defs/worker.worker/properties");
        JsonNode replicas = section.get("replicas");
        assertThat(replicas.get("default").intValue()).isOne();
        assertThat(replicas.get("minimum").intValue()).isZero();
        assertThat(section.at("/stack/examples/0").stringValue()).isEqualTo("process");
        assertThat(section.at("/tier/deprecated").booleanValue()).isTrue();
        assertThat(section.at("/resource/deprecated").booleanValue()).isTrue();
        assertThat(worker().at("/properties/spec").has("deprecated")).isFalse();
        assertThat(worker().get("$id").stringValue()).isEqualTo("urn:tireless:schema:worker");
    }

    @Test
    void theTextIsTheSameEachTimeAndInTheOrderOfTheDeclaration() {
        assertThat(ManifestSchema.of(ResourceType.WORKER)).isEqualTo(ManifestSchema.of(ResourceType.WORKER));
        assertThat(ManifestSchema.ofAny()).endsWith("}\n");
        assertThat(worker().get("properties").propertyNames())
                .containsExactly(
                        "name",
                        "version",
                        "type",
                        "workspace",
                        "owner",
                        "layer",
                        "title",
                        "description",
                        "tags",
                        "worker",
                        "status",
                        "stamp",
                        "spec");
        assertThat(worker().propertyNames()).startsWith("$schema", "$id", "title", "description", "type");
    }

    @Test
    void textsAreWrittenSoThatJsonReadsThemBack() {
        String text = "\"a\\b\"\n\u0001µ😀";
        assertThat(JsonMapper.shared()
                        .readTree(JsonText.of(List.of(text, 1, true, List.of())))
                        .get(0)
                        .stringValue())
                .isEqualTo(text);
    }
}
