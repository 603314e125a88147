package tireless.manifest.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON Schema: keywords with their values, in the order in which they were put. */
final class Keywords {
    private final Map<String, Object> values = new LinkedHashMap<>();

    static Keywords of(String keyword, Object value) {
        return new Keywords().put(keyword, value);
    }

    static Keywords types(String... types) {
        return of("type", types.length == 1 ? types[0] : Arrays.asList(types));
    }

    /** That a mapping has all of {@code names}. */
    static Keywords required(String... names) {
        return of("required", Arrays.asList(names));
    }

    /** That {@code name}, where it is written, is like {@code schema}. */
    static Keywords property(String name, Keywords schema) {
        return of("properties", Map.of(name, schema.values));
    }

    /** That none of {@code names} is written. An editor marks the one that is. */
    static Keywords without(List<String> names) {
        Map<String, Object> refused = new LinkedHashMap<>();
        names.forEach(name -> refused.put(name, false));
        return of("properties", refused);
    }

    /** That {@code then} holds where {@code condition} does. */
    static Keywords when(Keywords condition, Keywords then) {
        return of("if", condition.values).put("then", then);
    }

    static Keywords not(Keywords schema) {
        return of("not", schema.values);
    }

    static Keywords anyOf(List<Keywords> schemas) {
        return of("anyOf", plain(schemas));
    }

    /** A value may be a schema, or a list or map of schemas. */
    Keywords put(String keyword, Object value) {
        values.put(keyword, plain(value));
        return this;
    }

    /** Lets pass what is of {@code type} too. */
    Keywords alsoOfType(String type) {
        List<Object> types = new ArrayList<>(List.of(type));
        switch (values.get("type")) {
            case List<?> several -> types.addAll(several);
            case String one -> types.add(one);
            case null, default -> throw new IllegalStateException("every type may pass already");
        }
        return put("type", types);
    }

    Keywords putAll(Keywords others) {
        values.putAll(others.values);
        return this;
    }

    /** One condition more, which holds beside all others. */
    Keywords also(Keywords condition) {
        List<Object> all = new ArrayList<>();
        if (values.get("allOf") instanceof List<?> before) {
            all.addAll(before);
        }
        all.add(condition.values);
        values.put("allOf", all);
        return this;
    }

    Map<String, Object> values() {
        return values;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Keywords keywords -> keywords.values;
            case Map<?, ?> map -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                map.forEach((key, inner) -> plain.put(String.valueOf(key), plain(inner)));
                yield plain;
            }
            case Collection<?> list -> list.stream().map(Keywords::plain).toList();
            default -> value;
        };
    }
}
