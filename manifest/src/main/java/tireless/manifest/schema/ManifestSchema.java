package tireless.manifest.schema;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.interpolate.Scope;
import tireless.manifest.read.Attributes;
import tireless.manifest.read.KindReader;
import tireless.model.ResourceType;

/**
 * JSON Schemas (draft 2020-12) of manifests, for editors. They come from the declarations that the readers go by, and say of
 * them what JSON Schema can say: what a schema refuses, the reader refuses too; the reader refuses more.
 */
public final class ManifestSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String IDENTITY = "urn:tireless:schema:";

    private ManifestSchema() {}

    /** The types that have a schema, in the order of their keywords. */
    public static List<ResourceType> types() {
        return Arrays.stream(ResourceType.values())
                .filter(type -> KindReader.attributes(type).isPresent())
                .toList();
    }

    /** The schema of manifests of {@code type}, as JSON with line ends; empty where Tireless reads no such manifests. */
    public static Optional<String> of(ResourceType type) {
        return kind(type)
                .map(kind -> JsonText.of(head(type.keyword(), "%s of Tireless".formatted(named(type)))
                        .putAll(kind.whole())
                        .put("$defs", kind.sections())
                        .values()));
    }

    /** The schema of any manifest, which goes by its {@code type}. */
    public static String ofAny() {
        Keywords schema = head("manifest", "Manifest of Tireless");
        schema.put("type", "object").put("required", List.of("type"));
        List<String> keywords = types().stream().map(ResourceType::keyword).toList();
        // Of which type a manifest is whose type is a variable, an editor can not know.
        Keywords type = Keywords.of("description", "what kind of resource this is")
                .putAll(Keywords.anyOf(List.of(
                        Keywords.of("enum", keywords),
                        Keywords.types("string")
                                .put(
                                        "pattern",
                                        new Variables(Scope.EVERYWHERE)
                                                .pattern()
                                                .orElseThrow()))));
        schema.put("properties", Map.of("type", type));
        Map<String, Keywords> sections = new LinkedHashMap<>();
        for (ResourceType each : types()) {
            kind(each).ifPresent(kind -> {
                sections.put(each.keyword(), Keywords.of("title", named(each)).putAll(kind.whole()));
                sections.putAll(kind.sections());
            });
            Keywords isIt =
                    Keywords.required("type").putAll(Keywords.property("type", Keywords.of("const", each.keyword())));
            schema.also(Keywords.when(isIt, Keywords.of("$ref", "#/$defs/" + each.keyword())));
        }
        return JsonText.of(schema.put("$defs", sections).values());
    }

    /**
     * The schema of a document that is no manifest and declared in the same way, as JSON with line ends.
     *
     * @param kind one word
     */
    public static String of(String kind, String title, Attributes document) {
        KindSchema schema = KindSchema.of(kind, document);
        return JsonText.of(Keywords.of("$schema", DIALECT)
                .put("$id", IDENTITY + kind)
                .put("title", title)
                .putAll(schema.whole())
                .put("$defs", schema.sections())
                .values());
    }

    private static Optional<KindSchema> kind(ResourceType type) {
        return KindReader.attributes(type).map(document -> KindSchema.of(type, document));
    }

    private static Keywords head(String identity, String title) {
        return Keywords.of("$schema", DIALECT)
                .put("$id", IDENTITY + identity)
                .put("title", title)
                .put("description", "A text with a variable, as in `$NAME` or `${NAME}`, may stand for any value");
    }

    private static String named(ResourceType type) {
        String keyword = type.keyword();
        return Character.toUpperCase(keyword.charAt(0)) + keyword.substring(1);
    }
}
