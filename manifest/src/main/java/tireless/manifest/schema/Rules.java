package tireless.manifest.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.StackReference;
import tireless.manifest.read.Attribute;
import tireless.manifest.read.Attributes;
import tireless.manifest.read.Rule;

/** Says in JSON Schema what holds between the attributes of one section, and that there are no others. */
final class Rules {
    private static final Keywords NOTHING = Keywords.types("null");

    private final Variables variables;
    private final Attributes declared;
    private final Map<String, Keywords> properties;
    private boolean closed;

    /** @param properties of the section, to which a rule may add */
    Rules(Variables variables, Attributes declared, Map<String, Keywords> properties) {
        this.variables = variables;
        this.declared = declared;
        this.properties = properties;
    }

    void add(Rule rule, Keywords schema) {
        switch (rule) {
            case Rule.OneHasValue(List<String> names) -> oneHasValue(names, schema);
            case Rule.OneIsWritten(List<String> names) ->
                schema.also(
                        Keywords.anyOf(names.stream().map(Keywords::required).toList()));
            case Rule.OldStackSections old -> oldStackSections(old, schema);
            case Rule.FileOrStack fileOrStack -> fileOrStack(fileOrStack, schema);
            case Rule.UnlessHasValue(String name) ->
                schema.also(Keywords.when(Keywords.not(hasValue(name)), required()));
            // The job around the section says it.
            case Rule.UnlessFile() -> {}
        }
    }

    /** What takes the place of all that is required in a section, where there is such a thing. */
    static Optional<String> unlessHasValue(Attributes declared) {
        return declared.rules().stream()
                .filter(Rule.UnlessHasValue.class::isInstance)
                .map(rule -> ((Rule.UnlessHasValue) rule).name())
                .findFirst();
    }

    private Keywords required() {
        List<String> names = declared.all().stream()
                .filter(attribute -> attribute.missing().isPresent())
                .map(Attribute::name)
                .toList();
        Map<String, Object> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, Keywords.not(NOTHING)));
        return Keywords.required(names.toArray(String[]::new)).put("properties", values);
    }

    /** Refuses what is not declared, unless a rule has said already which others there may be. */
    void close(Keywords schema) {
        if (!closed) {
            only(schema, false);
        }
    }

    /** A variable may stand for a name too. */
    private void only(Keywords schema, Object others) {
        variables.keyPattern().ifPresent(key -> schema.put("patternProperties", Map.of(key, true)));
        schema.put("additionalProperties", others);
    }

    private void oneHasValue(List<String> names, Keywords schema) {
        List<Keywords> ways = names.stream()
                .flatMap(name -> KindSchema.names(name, declared).stream())
                .map(name -> hasValue(name))
                .toList();
        if (ways.size() > 1) {
            schema.also(Keywords.anyOf(ways));
        }
    }

    private static Keywords hasValue(String name) {
        return Keywords.required(name).putAll(Keywords.property(name, Keywords.not(NOTHING)));
    }

    /**
     * Which section is named like its stack, JSON Schema can not say. So one of any name is let pass where it may be such a
     * section: where there is no {@code stackSpec}, and the stack is none whose section is known.
     */
    private void oldStackSections(Rule.OldStackSections old, Keywords schema) {
        Keywords spec = properties.getOrDefault(old.spec(), new Keywords());
        List<String> stacks = old.names().stream().sorted().toList();
        for (String name : stacks) {
            properties.put(name, section(name, "an older name of `%s`".formatted(old.spec()), spec));
        }
        properties.put(
                old.builtIn(),
                section(old.builtIn(), "another name of `%s` where this is the stack".formatted(old.spec()), spec));
        List<String> all = new ArrayList<>(stacks);
        all.add(old.builtIn());
        schema.also(Keywords.when(Keywords.required(old.spec()), Keywords.without(all)));
        schema.also(Keywords.when(
                Keywords.required(old.builtIn()),
                Keywords.property(old.stack(), stackIs(old.builtIn() + "(?:[+:].*)?"))));

        for (int i = 1; i < all.size(); i++) {
            schema.also(Keywords.when(Keywords.required(all.get(i - 1)), Keywords.without(all.subList(i, all.size()))));
        }

        String notKnown = "(?!(?:%s)(?:[+:]|$))(?:%s)".formatted(String.join("|", all), StackReference.PATTERN);
        Keywords mayBeNamedLikeIt = Keywords.required(old.stack())
                .putAll(Keywords.property(old.stack(), stackIs(notKnown)))
                .putAll(Keywords.not(Keywords.required(old.spec())));
        Keywords anyName = names();
        only(anyName, section(old.spec(), "the section of the stack", spec));
        Keywords noOther = names();
        only(noOther, false);
        schema.also(Keywords.when(mayBeNamedLikeIt, anyName).put("else", noOther));
        closed = true;
    }

    private Keywords stackIs(String pattern) {
        return Keywords.of("pattern", variables.or(pattern));
    }

    /** All properties, of which nothing is said. */
    private Keywords names() {
        Map<String, Object> names = new LinkedHashMap<>();
        properties.keySet().forEach(name -> names.put(name, true));
        return Keywords.of("properties", names);
    }

    private static Keywords section(String title, String description, Keywords spec) {
        Keywords section = Keywords.of("title", title)
                .put("description", description)
                .put("deprecated", true)
                .put(ValueSchema.NOT_SUGGESTED, true);
        spec.values().forEach((keyword, value) -> {
            if (!Set.of("title", "description").contains(keyword)) {
                section.put(keyword, value);
            }
        });
        return section;
    }

    private void fileOrStack(Rule.FileOrStack rule, Keywords schema) {
        Keywords text = Keywords.types("string", "number", "boolean");
        Keywords file = Keywords.required(rule.file()).putAll(Keywords.property(rule.file(), text));
        Keywords inSpec = Keywords.required(rule.spec())
                .putAll(Keywords.property(rule.spec(), Keywords.types("object").putAll(file)));
        Keywords stack = Keywords.required(rule.stack());
        List<Keywords> names = new ArrayList<>(
                List.of(Keywords.of("enum", List.copyOf(rule.beside().names()))));
        variables.keyPattern().ifPresent(key -> names.add(Keywords.of("pattern", key)));
        Keywords nothingElse =
                Keywords.of("if", stack).put("else", Keywords.of("propertyNames", Keywords.anyOf(names)));
        schema.also(Keywords.when(Keywords.anyOf(List.of(file, inSpec)), Keywords.property(rule.spec(), nothingElse))
                .put("else", Keywords.property(rule.spec(), stack)));

        Map<String, Keywords> both = new LinkedHashMap<>();
        both.put(rule.file(), Keywords.not(NOTHING));
        both.put(rule.spec(), Keywords.types("object").putAll(stack));
        schema.also(Keywords.when(
                Keywords.required(rule.file(), rule.spec()).put("properties", both),
                Keywords.without(List.of(rule.file()))));
    }
}
