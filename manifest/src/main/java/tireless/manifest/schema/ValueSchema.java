package tireless.manifest.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.manifest.read.Attributes;
import tireless.manifest.read.Form;
import tireless.model.UnixAccount;

/**
 * Says in JSON Schema what values of a form look like. Keywords bind one type of value each, so those of several types stand
 * side by side.
 *
 * @param sections gives the reference to the schema of a section
 */
record ValueSchema(Variables variables, Function<Attributes, String> sections) {
    /** What VS Code says where a text does not match the pattern; other editors pass over it. */
    static final String MESSAGE = "patternErrorMessage";

    /** Keeps VS Code from offering a property. */
    static final String NOT_SUGGESTED = "doNotSuggest";

    /** Spellings of whole numbers that YAML 1.2 takes for texts and the reader for numbers. */
    private static final String OTHER_NUMBERS =
            "(?=.*[0-9])(?=.*_)[-+_.0-9a-fA-FxXoO]+|[-+]0[xo][0-9a-fA-F]+|[-+]?0[XOBb][0-9a-fA-F]+";

    /** Spellings of whole numbers, if in quotes. */
    private static final String NUMBERS =
            OTHER_NUMBERS + "|[-+]?0[xXoObB][0-9a-fA-F]+|[-+]?[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?";

    private static final String OTHER_TRUTHS = "yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N";

    /**
     * The keywords for {@code form}.
     *
     * @param needed whether there must be a value; otherwise it may be null
     */
    Keywords of(Form form, boolean needed) {
        return switch (form) {
            case Form.Text text -> text(text, needed);
            case Form.Choice choice -> choice(choice, needed);
            case Form.Word(String word) -> Keywords.of("const", word);
            case Form.WholeNumber(int least, int most, boolean orText) ->
                types(needed, "integer", "string")
                        .put("minimum", least)
                        .put("maximum", most)
                        .put("pattern", variables.or(orText ? NUMBERS : OTHER_NUMBERS))
                        .put(MESSAGE, "must be a whole number without quotes, or a variable");
            case Form.TrueOrFalse() ->
                types(needed, "boolean", "string")
                        .put("pattern", variables.or(OTHER_TRUTHS))
                        .put(MESSAGE, "must be true or false without quotes, or a variable");
            case Form.ListOf list -> list(list, needed);
            case Form.Section(Attributes inner) -> open(needed, "object").put("$ref", sections.apply(inner));
            case Form.TextOrSection(Attributes inner) ->
                types(needed, "object", "string", "number", "boolean").put("$ref", sections.apply(inner));
            case Form.Pairs pairs -> pairs(pairs, needed);
            case Form.Open() -> open(needed, "object");
            case Form.Anything() -> needed ? Keywords.not(Keywords.types("null")) : new Keywords();
            case Form.Ignored() -> Keywords.of("deprecated", true).put(NOT_SUGGESTED, true);
            case Form.Refused() -> open(true).put("deprecated", true).put(NOT_SUGGESTED, true);
        };
    }

    private static Keywords types(boolean needed, String... types) {
        List<String> all = new ArrayList<>(Arrays.asList(types));
        if (!needed) {
            all.add("null");
        }
        return Keywords.types(all.toArray(String[]::new));
    }

    /** Values of {@code types}, or a variable. */
    private Keywords open(boolean needed, String... types) {
        Optional<String> variable = variables.pattern();
        List<String> all = new ArrayList<>(Arrays.asList(types));
        variable.ifPresent(_ -> all.add("string"));
        Keywords keywords = types(needed, all.toArray(String[]::new));
        variable.ifPresent(pattern -> keywords.put("pattern", pattern)
                .put(
                        MESSAGE,
                        types.length == 0
                                ? "must not have a value"
                                : "must be %s, or a variable"
                                        .formatted(types[0].equals("array") ? "a list" : "a mapping")));
        return keywords;
    }

    private Keywords text(Form.Text text, boolean needed) {
        Keywords keywords = switch (text.plain()) {
            case ANY -> types(needed, "string", "number", "boolean");
            case WORDS -> types(needed, "string", "number", "boolean").put("minimum", 0);
            case BOOLEANS -> types(needed, "string", "boolean");
            case PARTS -> types(needed, "string", "number").put("minimum", 0).put("maximum", 1);
            case POSITIVE -> types(needed, "string", "number").put("exclusiveMinimum", 0);
            case SECONDS -> types(needed, "string", "integer").put("minimum", 0).put("maximum", 999_999_999);
            case ACCOUNTS ->
                types(needed, "string", "integer", "boolean").put("minimum", 0).put("maximum", UnixAccount.HIGHEST);
            case NONE -> types(needed, "string");
        };
        text.pattern().ifPresent(pattern -> keywords.put("pattern", variables.or(pattern)));
        return keywords;
    }

    private Keywords choice(Form.Choice choice, boolean needed) {
        List<Keywords> ways = new ArrayList<>();
        ways.add(Keywords.of("enum", choice.allowed()));
        if (choice.others()) {
            ways.add(types(needed, "string", "number", "boolean"));
        } else {
            String anyCase = Stream.concat(choice.allowed().stream(), choice.also().stream())
                    .map(ValueSchema::inAnyCase)
                    .collect(Collectors.joining("|"));
            ways.add(Keywords.types("string").put("pattern", variables.or(anyCase)));
            if (!needed) {
                ways.add(Keywords.types("null"));
            }
        }
        return Keywords.anyOf(ways);
    }

    /** JSON Schema knows no flag for this. */
    private static String inAnyCase(String word) {
        return word.chars()
                .mapToObj(Character::toString)
                .map(letter -> Character.isLetter(letter.charAt(0))
                        ? "[" + letter.toLowerCase(Locale.ROOT) + letter.toUpperCase(Locale.ROOT) + "]"
                        : letter)
                .collect(Collectors.joining());
    }

    private Keywords list(Form.ListOf list, boolean needed) {
        Keywords entry = of(list.entry(), !list.gaps());
        Keywords keywords;
        if (list.orOne()) {
            keywords = of(list.entry(), needed);
            keywords.alsoOfType("array");
        } else {
            keywords = open(needed, "array");
        }
        if (list.least() > 0) {
            keywords.put("minItems", list.least());
        }
        return keywords.put("items", entry);
    }

    private Keywords pairs(Form.Pairs pairs, boolean needed) {
        Keywords value = Keywords.types("string", "number", "boolean", "null");
        pairs.values().ifPresent(pattern -> value.put("pattern", variables.or(pattern)));
        Keywords keywords = open(needed, "object");
        pairs.names()
                .ifPresent(pattern -> keywords.put("propertyNames", Keywords.of("pattern", variables.keyOr(pattern))));
        variables.keyPattern().ifPresent(key -> keywords.put("patternProperties", Map.of(key, true)));
        return keywords.put("additionalProperties", value);
    }
}
