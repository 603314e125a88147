package tireless.kubernetes.sight;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.kubernetes.apply.ObjectRef;
import tireless.model.cluster.StateCondition;
import tools.jackson.databind.JsonNode;

/**
 * How an object stands that something else in the cluster brings to life, by what its status says: by the conditions of the stack that made
 * it, else by those that most kinds have. Pure.
 *
 * @param success when it has done what it is for
 * @param failure when it can not do that any more; comes before {@code success}
 */
public record ObjectState(Optional<StateCondition> success, Optional<StateCondition> failure) {
    /** Of an object of which nobody said anything. */
    public static final ObjectState USUAL = new ObjectState(Optional.empty(), Optional.empty());

    /** What is wrong where it is not so. */
    private static final Set<String> GOOD = Set.of("Ready", "Available");

    /** What is wrong where it is so. */
    private static final Set<String> BAD = Set.of("Failed", "Stalled", "Degraded");

    private static final Pattern STEP = Pattern.compile("\\.");

    /** For people; empty where nothing is to be said of it, and where its status is older than what it shall be. */
    public String text(ObjectRef ref, JsonNode tree) {
        if (isOutdated(tree)) {
            return "";
        }
        if (failure.filter(condition -> holds(condition, tree)).isPresent()) {
            return "%s has failed: `%s`".formatted(ref, failure.get().text());
        }
        if (success.filter(condition -> holds(condition, tree)).isPresent()) {
            return "%s has succeeded: `%s`".formatted(ref, success.get().text());
        }
        return tree.path("status")
                .path("conditions")
                .valueStream()
                .filter(ObjectState::isTrouble)
                .map(condition -> "%s: %s".formatted(ref, words(condition)))
                .collect(Collectors.joining("; "));
    }

    private static boolean isOutdated(JsonNode tree) {
        JsonNode seen = tree.path("status").path("observedGeneration");
        return seen.isIntegralNumber()
                && seen.asLong() < tree.path("metadata").path("generation").asLong(0);
    }

    private static boolean holds(StateCondition condition, JsonNode tree) {
        return condition.holds(path -> field(tree, path));
    }

    private static Optional<String> field(JsonNode tree, String path) {
        JsonNode node = tree;
        for (String step : STEP.split(path, -1)) {
            node = node.isArray() && step.matches("[0-9]{1,9}") ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asString("")) : Optional.empty();
    }

    private static boolean isTrouble(JsonNode condition) {
        String type = condition.path("type").asString("");
        String status = condition.path("status").asString("");
        return (GOOD.contains(type) && status.equals("False")) || (BAD.contains(type) && status.equals("True"));
    }

    /** {@code Ready is False: NoImage: there is no such image}. */
    private static String words(JsonNode condition) {
        String head = "%s is %s"
                .formatted(
                        condition.path("type").asString(""),
                        condition.path("status").asString(""));
        return Stream.of(
                        head,
                        condition.path("reason").asString(""),
                        condition.path("message").asString(""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(": "));
    }
}
