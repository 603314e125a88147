package tireless.stack.defined;

import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Sequence;
import tireless.model.Location;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schema of a {@code stackSpec}: of draft 4, 6, 7, 2019-09 or 2020-12, as it says itself. */
final class SpecSchema {
    private static final SpecificationVersion DRAFT = SpecificationVersion.DRAFT_7;
    private static final Pattern DRAFTS = Pattern.compile("https?://json-schema\\.org/draft[-/][^?#]*");
    private static final int LONGEST = 300;
    private static final int MOST = 50;
    private static final String ENDLESS = "it refers to itself without an end";

    private final Schema schema;

    private SpecSchema(Schema schema) {
        this.schema = schema;
    }

    /** What does not fit, and where in the manifest. */
    record Violation(Location at, String message) {}

    /** What was found, or why the schema could not be held against it. */
    sealed interface Checked {
        record Done(List<Violation> violations) implements Checked {
            public Done {
                violations = List.copyOf(violations);
            }
        }

        record GivenUp(String cause) implements Checked {}
    }

    /** A schema, or what is wrong with its text. */
    sealed interface Parsed {
        record Good(SpecSchema schema) implements Parsed {}

        record Bad(String cause) implements Parsed {}
    }

    /** Never goes out to the network: a reference to another schema must lie within the text. */
    static Parsed parse(String text) {
        try {
            JsonNode root = JsonMapper.shared().readTree(text);
            SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                    DRAFT,
                    builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                    .regularExpressionFactory(new BoundedPatterns())
                                    .build())
                            .schemaLoader(loader -> loader.allow(SpecSchema::isDraft)));
            Schema schema = registry.getSchema(text, InputFormat.JSON);
            String dialect = root.path("$schema").asString(DRAFT.getDialectId());
            Optional<Error> wrong = registry.getSchema(SchemaLocation.of(dialect)).validate(root).stream()
                    .findFirst();
            if (wrong.isPresent()) {
                return new Parsed.Bad("at %s: %s"
                        .formatted(
                                wrong.get().getInstanceLocation(),
                                firstLine(wrong.get().getMessage())));
            }
            schema.initializeValidators();
            schema.validate("{}", InputFormat.JSON);
            return new Parsed.Good(new SpecSchema(schema));
        } catch (JacksonException e) {
            return new Parsed.Bad("it is no JSON: " + firstLine(e.getOriginalMessage()));
        } catch (SchemaException e) {
            return new Parsed.Bad(cause(e));
        } catch (StackOverflowError e) {
            return new Parsed.Bad(ENDLESS);
        }
    }

    /** The schemas of schemas, which lie in this program. */
    private static boolean isDraft(AbsoluteIri address) {
        return DRAFTS.matcher(address.toString()).matches();
    }

    private static String cause(SchemaException failure) {
        return firstLine(String.valueOf(failure.getMessage()));
    }

    /** Everything in {@code spec} that does not fit, in the order of the text. */
    Checked check(Mapping spec) {
        List<Error> errors;
        try {
            errors = schema.validate(JsonMapper.shared().valueToTree(PlainData.of(spec)));
        } catch (SchemaException e) {
            return new Checked.GivenUp(cause(e));
        } catch (StackOverflowError e) {
            return new Checked.GivenUp(ENDLESS);
        }
        return new Checked.Done(errors.stream()
                .limit(MOST)
                .map(error -> violation(error, spec))
                .distinct()
                .sorted(Comparator.comparingInt(
                                (Violation violation) -> violation.at().line())
                        .thenComparingInt(violation -> violation.at().column()))
                .toList());
    }

    private static Violation violation(Error error, Mapping spec) {
        Node node = spec;
        Location at = spec.at();
        StringBuilder path = new StringBuilder("stackSpec");
        for (Object step : steps(error)) {
            Optional<Step> next = step(node, step);
            if (next.isEmpty()) {
                break;
            }
            path.append(step instanceof Integer index ? "[" + index + "]" : "." + step);
            node = next.get().node();
            at = next.get().at();
        }
        return new Violation(at, "`%s`: %s".formatted(path, shortened(firstLine(error.getMessage()))));
    }

    /** The way to what is wrong; where that is a key, also to it. */
    private static List<Object> steps(Error error) {
        List<Object> steps = new ArrayList<>();
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            steps.add(error.getInstanceLocation().getElement(i));
        }
        if (error.getProperty() != null) {
            steps.add(error.getProperty());
        }
        return steps;
    }

    private record Step(Node node, Location at) {}

    private static Optional<Step> step(Node node, Object name) {
        return switch (node) {
            case Mapping mapping ->
                mapping.entry(name.toString())
                        .map(entry -> new Step(entry.value(), entry.key().at()));
            case Sequence sequence ->
                name instanceof Integer index && index < sequence.items().size()
                        ? Optional.of(new Step(
                                sequence.items().get(index),
                                sequence.items().get(index).at()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** A list of all that may stand somewhere can be hundreds long. */
    private static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, text.lastIndexOf(' ', LONGEST) > 0 ? text.lastIndexOf(' ', LONGEST) : LONGEST)
                        + " … (`tireless stack show` has all of it)";
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }
}
