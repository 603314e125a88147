package tireless.stack.defined;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tireless.manifest.yaml.CoreValues;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;

/** A part of a manifest as plain maps, lists, texts, numbers, truths and null, as Go's yaml.v3 reads it into an {@code interface{}}. */
final class PlainData {
    private static final Pattern REAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final List<String> TRUE = List.of("true", "True", "TRUE");
    private static final List<String> FALSE = List.of("false", "False", "FALSE");

    private PlainData() {}

    static @Nullable Object of(Node node) {
        return switch (node) {
            case Scalar scalar -> scalar(scalar);
            case Sequence sequence -> {
                List<@Nullable Object> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(of(item)));
                yield items;
            }
            case Mapping mapping -> of(mapping);
        };
    }

    static Map<String, @Nullable Object> of(Mapping mapping) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> members.put(entry.name(), of(entry.value())));
        return members;
    }

    private static @Nullable Object scalar(Scalar scalar) {
        if (scalar.isNull()) {
            return null;
        }
        String text = scalar.text();
        if (!scalar.isBare() || scalar.isOpen()) {
            return text;
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return TRUE.contains(text);
        }
        boolean point = text.indexOf('.') >= 0 || (text.indexOf('e') >= 0 && text.indexOf('x') < 0);
        Optional<BigInteger> whole = point ? Optional.empty() : CoreValues.whole(text);
        if (whole.isPresent()) {
            return whole.get().bitLength() < Long.SIZE
                    ? (Object) whole.get().longValue()
                    : (Object) whole.get().doubleValue();
        }
        return REAL.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
    }
}
