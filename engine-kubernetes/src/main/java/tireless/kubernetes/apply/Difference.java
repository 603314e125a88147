package tireless.kubernetes.apply;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * In what an object differs from what it shall be. What the API server or others add is no difference, nor is another way to write the
 * same amount, nor an empty value that is left out.
 */
public final class Difference {
    private Difference() {}

    /** The paths at which {@code there} is not as {@code wanted} says; empty if it is. */
    public static List<String> between(JsonNode wanted, JsonNode there) {
        List<String> paths = new ArrayList<>();
        compare("", wanted, there, paths);
        return paths;
    }

    private static void compare(String path, JsonNode wanted, JsonNode there, List<String> paths) {
        if (isEmpty(wanted) && (there.isMissingNode() || isEmpty(there))) {
            return;
        }
        if (wanted.isObject() && there.isObject()) {
            wanted.properties()
                    .forEach(field ->
                            compare(path + "." + field.getKey(), field.getValue(), there.path(field.getKey()), paths));
        } else if (wanted.isArray() && there.isArray()) {
            list(path, wanted, there, paths);
        } else if (!isSame(wanted, there)) {
            paths.add(path);
        }
    }

    /** In lists of the same length place by place; in a longer one, to which somebody added, each must be somewhere. */
    private static void list(String path, JsonNode wanted, JsonNode there, List<String> paths) {
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode item = wanted.get(i);
            if (wanted.size() == there.size()) {
                compare(path + "[" + i + "]", item, there.get(i), paths);
            } else if (StreamSupport.stream(there.spliterator(), false)
                    .noneMatch(other -> between(item, other).isEmpty())) {
                paths.add(path + "[" + i + "]");
            }
        }
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isNull()
                || (node.isContainer() && node.isEmpty())
                || (node.isString() && node.asString().isEmpty())
                || (node.isBoolean() && !node.asBoolean())
                || (node.isNumber() && node.asDouble() == 0);
    }

    private static boolean isSame(JsonNode wanted, JsonNode there) {
        if (wanted.equals(there)) {
            return true;
        }
        return wanted.isValueNode()
                && there.isValueNode()
                && (wanted.asString().equals(there.asString()) || isSameAmount(wanted.asString(), there.asString()));
    }

    private static boolean isSameAmount(String wanted, String there) {
        try {
            return Quantity.getAmountInBytes(Quantity.parse(wanted))
                            .compareTo(Quantity.getAmountInBytes(Quantity.parse(there)))
                    == 0;
        } catch (IllegalArgumentException | ArithmeticException noAmount) {
            return false;
        }
    }
}
