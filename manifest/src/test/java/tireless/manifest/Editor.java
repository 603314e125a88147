package tireless.manifest;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import tireless.manifest.problem.Problems;
import tireless.manifest.read.Attributes;
import tireless.manifest.read.KindReader;
import tireless.manifest.schema.ManifestSchema;
import tireless.manifest.source.SourceText;
import tireless.manifest.yaml.Document;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.manifest.yaml.YamlText;
import tireless.model.ResourceType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks manifests as an editor does: plain scalars mean what YAML 1.2 says, and a schema tells the rest. */
final class Editor {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final CoreScalarResolver RESOLVER = new CoreScalarResolver(false);
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema ANY = REGISTRY.getSchema(ManifestSchema.ofAny(), InputFormat.JSON);
    private static final Map<ResourceType, Schema> KINDS = kinds();

    private Editor() {}

    private static Map<ResourceType, Schema> kinds() {
        Map<ResourceType, Schema> schemas = new EnumMap<>(ResourceType.class);
        for (ResourceType type : ManifestSchema.types()) {
            String text = ManifestSchema.of(type).orElseThrow();
            schemas.put(type, REGISTRY.getSchema(text, InputFormat.JSON));
        }
        return schemas;
    }

    /** What a manifest of the type that {@code manifest} names may hold. */
    static Attributes declared(Mapping manifest) {
        return type(manifest).flatMap(KindReader::attributes).orElseThrow();
    }

    /** What the schema of its kind refuses in the one document of {@code text}; nothing where it has no such kind. */
    static List<String> ofItsKind(Mapping manifest) {
        return type(manifest)
                .map(KINDS::get)
                .map(schema -> refused(schema, manifest))
                .orElseGet(List::of);
    }

    /** Whether the schema of its kind lets it pass; where it has no such kind, that of any manifest. */
    static boolean passes(Node manifest) {
        Schema schema = manifest instanceof Mapping mapping
                ? type(mapping).map(KINDS::get).orElse(ANY)
                : ANY;
        return schema.validate(json(manifest), OutputFormat.BOOLEAN);
    }

    /** Whether the schema of any manifest lets it pass. */
    static boolean passesAsAny(Node manifest) {
        return ANY.validate(json(manifest), OutputFormat.BOOLEAN);
    }

    /** What the schema of any manifest refuses. */
    static List<String> ofAny(Node manifest) {
        return refused(ANY, manifest);
    }

    private static List<String> refused(Schema schema, Node manifest) {
        return schema.validate(json(manifest)).stream().map(Error::toString).toList();
    }

    private static Optional<ResourceType> type(Mapping manifest) {
        return manifest.get("type")
                .flatMap(node -> node instanceof Scalar scalar ? ResourceType.of(scalar.text()) : Optional.empty());
    }

    /** The documents of {@code source}, merged keys and aliases resolved; empty where it is no YAML. */
    static List<Node> documents(SourceText source) {
        Problems problems = new Problems();
        List<Document> documents = YamlText.parse(source, problems);
        return problems.count() > 0
                ? List.of()
                : documents.stream().map(Document::root).toList();
    }

    private static JsonNode json(Node node) {
        return switch (node) {
            case Scalar scalar -> json(scalar);
            case Sequence sequence -> {
                ArrayNode array = JSON.arrayNode();
                sequence.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Mapping mapping -> {
                ObjectNode object = JSON.objectNode();
                mapping.entries().forEach(entry -> object.set(entry.name(), json(entry.value())));
                yield object;
            }
        };
    }

    private static JsonNode json(Scalar scalar) {
        String text = scalar.text();
        Tag tag = RESOLVER.resolve(text, scalar.style() == Scalar.Style.PLAIN);
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        if (tag.equals(Tag.INT)) {
            return text.startsWith("0x")
                    ? JSON.numberNode(new BigInteger(text.substring(2), 16))
                    : text.startsWith("0o")
                            ? JSON.numberNode(new BigInteger(text.substring(2), 8))
                            : JSON.numberNode(new BigInteger(text));
        }
        // JSON has no infinity.
        return tag.equals(Tag.FLOAT) && !text.matches("(?i)[-+]?\\.(inf|nan)")
                ? JSON.numberNode(new BigDecimal(text))
                : JSON.stringNode(text);
    }
}
