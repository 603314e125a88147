package tireless.manifest.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tireless.manifest.interpolate.Scope;
import tireless.manifest.kind.Meta;
import tireless.manifest.read.Attribute;
import tireless.manifest.read.Attributes;
import tireless.manifest.read.Attributes.OtherName;
import tireless.manifest.read.Form;
import tireless.manifest.read.Rule;
import tireless.model.ResourceType;

/** Makes the schemas of one kind of manifest: one of the whole, and one of each section, which others refer to. */
final class KindSchema {
    private static final String REFERENCE = "#/$defs/";

    private final String kind;
    private final Scope scope;
    private final Map<String, Keywords> sections = new LinkedHashMap<>();
    private final Map<String, Attributes> origins = new LinkedHashMap<>();
    private final Keywords whole;

    private KindSchema(String kind, Scope scope, Attributes document) {
        this.kind = kind;
        this.scope = scope;
        this.whole = section(document, true);
    }

    static KindSchema of(ResourceType type, Attributes document) {
        return new KindSchema(type.keyword(), Scope.of(type), document);
    }

    /** Of a document that is no manifest, and in which no variables are replaced. */
    static KindSchema of(String kind, Attributes document) {
        return new KindSchema(kind, Scope.NOWHERE, document);
    }

    /** The schema of a manifest, which refers to {@link #sections}. */
    Keywords whole() {
        return Keywords.types("object").putAll(whole);
    }

    /** The schemas of all sections, by names that no other kind has. */
    Map<String, Keywords> sections() {
        return sections;
    }

    /** A reference to the schema of {@code attributes}, which is made when it is wanted for the first time. */
    private String reference(Attributes attributes) {
        String name = kind + "." + attributes.name().replace(' ', '-').toLowerCase(Locale.ROOT);
        Attributes other = origins.putIfAbsent(name, attributes);
        if (other == null) {
            // Sections stand in the order in which they are first named, so the outer one comes before those in it.
            sections.put(name, new Keywords());
            sections.put(name, Keywords.of("title", attributes.name()).putAll(section(attributes, false)));
        } else if (!other.equals(attributes)) {
            throw new IllegalStateException("two sections of a %s are called %s".formatted(kind, name));
        }
        return REFERENCE + name;
    }

    private Keywords section(Attributes declared, boolean outermost) {
        Map<String, Keywords> properties = new LinkedHashMap<>();
        for (Attribute<?> attribute : declared.all()) {
            properties.put(attribute.name(), property(attribute, declared, outermost));
        }
        Keywords schema = new Keywords().put("properties", properties);
        for (OtherName other : declared.otherNames()) {
            declared.named(other.to()).ifPresent(attribute -> {
                properties.put(other.from(), renamed(other, property(attribute, declared, outermost)));
                schema.also(Keywords.when(Keywords.required(other.to()), Keywords.without(List.of(other.from()))));
            });
        }
        List<String> required = declared.all().stream()
                .filter(attribute -> isNeeded(attribute, declared) && !isRelaxed(declared))
                .map(Attribute::name)
                .filter(name -> names(name, declared).size() == 1)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        Rules rules = new Rules(variables(false, outermost), declared, properties);
        declared.rules().forEach(rule -> rules.add(rule, schema));
        rules.close(schema);
        return schema.put("properties", properties);
    }

    /** Whether {@code attribute} must have a value wherever it is written. */
    private static boolean isNeeded(Attribute<?> attribute, Attributes declared) {
        return (attribute.missing().isPresent()
                        && Rules.unlessHasValue(declared).isEmpty())
                || declared.rules().contains(new Rule.OneHasValue(List.of(attribute.name())));
    }

    private static boolean isRelaxed(Attributes declared) {
        return declared.rules().contains(new Rule.UnlessFile());
    }

    /** {@code name} and all other names of it. */
    static List<String> names(String name, Attributes declared) {
        List<String> names = new ArrayList<>(List.of(name));
        declared.otherNames().stream()
                .filter(other -> other.to().equals(name))
                .map(OtherName::from)
                .forEach(names::add);
        return names;
    }

    private Keywords property(Attribute<?> attribute, Attributes declared, boolean outermost) {
        Variables variables = variables(Meta.ATTRIBUTES.contains(attribute.name()), outermost);
        Keywords schema = Keywords.of("title", attribute.name()).put("description", attribute.description());
        attribute.usual().ifPresent(value -> schema.put("default", value));
        if (!attribute.examples().isEmpty()) {
            schema.put("examples", attribute.examples());
        }
        Keywords value =
                new ValueSchema(variables, this::reference).of(attribute.form(), isNeeded(attribute, declared));
        if (attribute.form() instanceof Form.Text text && text.pattern().isPresent()) {
            value.put(
                    ValueSchema.MESSAGE,
                    "this can not be `%s`: %s".formatted(attribute.name(), attribute.description()));
        }
        return schema.putAll(value);
    }

    /** What says what a secret is, is no secret: variables are replaced in it as elsewhere. */
    private Variables variables(boolean meta, boolean outermost) {
        return new Variables(meta && outermost && scope == Scope.WHOLE_SCALARS ? Scope.EVERYWHERE : scope);
    }

    private static Keywords renamed(OtherName other, Keywords schema) {
        Keywords renamed = Keywords.of("title", other.from())
                .put(
                        "description",
                        other.slip()
                                ? "read as `%s`, with a warning: write that".formatted(other.to())
                                : "another name of `%s`".formatted(other.to()));
        if (other.slip()) {
            renamed.put("deprecated", true);
        }
        renamed.put(ValueSchema.NOT_SUGGESTED, true);
        schema.values().forEach((keyword, value) -> {
            if (!Set.of("title", "description", "default").contains(keyword)) {
                renamed.put(keyword, value);
            }
        });
        return renamed;
    }
}
