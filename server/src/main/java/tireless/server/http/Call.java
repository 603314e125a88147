package tireless.server.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tireless.json.Form;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TirelessException;

/**
 * What was asked. A parameter or body that is not as it must be throws {@link TirelessException} USAGE, saying what is allowed.
 *
 * @param path the parameters of the path, decoded
 * @param query the parameters of the query, decoded, each once
 * @param lastEventId the header {@code Last-Event-ID}, where an earlier stream is resumed
 * @param body the whole body; empty where there is none
 */
public record Call(Map<String, String> path, Map<String, String> query, Optional<String> lastEventId, String body) {
    public Call {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /** The resource that the path names. */
    public ResourceKey key() {
        return key(path.getOrDefault("type", ""), path.getOrDefault("workspace", ""), path.getOrDefault("name", ""));
    }

    /** The resource of the three words. */
    public static ResourceKey key(String type, String workspace, String name) {
        ResourceType known = type(type);
        boolean instance = known.scope() == ResourceType.Scope.INSTANCE;
        if (instance != workspace.equals(ResourceKey.INSTANCE)) {
            throw usage(
                    instance
                            ? "a resource of type `%s` belongs to no workspace: write `-` for it, not `%s`"
                                    .formatted(type, workspace)
                            : "a resource of type `%s` belongs to a workspace: `-` is none".formatted(type));
        }
        if (workspace.isBlank() || name.isBlank()) {
            throw usage("a resource needs a workspace and a name");
        }
        return new ResourceKey(known, workspace, name);
    }

    public static ResourceType type(String keyword) {
        return ResourceType.of(keyword)
                .orElseThrow(() -> usage("there is no type `%s`; there are %s"
                        .formatted(
                                keyword,
                                Arrays.stream(ResourceType.values())
                                        .map(ResourceType::keyword)
                                        .collect(Collectors.joining(", ")))));
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** A whole number between {@code least} and {@code most}. */
    public int number(String name, int usual, int least, int most) {
        return text(name).map(text -> number(name, text, least, most)).orElse(usual);
    }

    /** An instant, as {@code 2026-11-25T20:00:00Z}. */
    public Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException _) {
                throw usage("`%s` must be a time as `2026-11-25T20:00:00Z`, not `%s`".formatted(name, text));
            }
        });
    }

    /** A number of a revision. */
    public OptionalInt revision(String name) {
        return text(name)
                .map(text -> OptionalInt.of(number(name, text, 1, Integer.MAX_VALUE)))
                .orElseGet(OptionalInt::empty);
    }

    /** A sequence of an event. */
    public OptionalLong sequence(String name) {
        return text(name).map(text -> sequence("`" + name + "`", text)).orElseGet(OptionalLong::empty);
    }

    /** The sequence of the last event that the caller knows. */
    public OptionalLong lastEvent() {
        return lastEventId
                .map(text -> sequence("the header `Last-Event-ID`", text))
                .orElseGet(OptionalLong::empty);
    }

    /** Whether a parameter is {@code true}, or there without a value. */
    public boolean flag(String name) {
        return switch (query.get(name)) {
            case null -> false;
            case "", "true" -> true;
            case "false" -> false;
            case String other -> throw usage("`%s` must be true or false, not `%s`".formatted(name, other));
        };
    }

    /**
     * The body as JSON; an absent one is an empty object.
     *
     * @param members the names that it may have; any other is refused, so that nothing misspelt is left out silently
     */
    public <T> T read(Set<String> members, Function<Form, T> reader) {
        try {
            return reader.apply((body.isBlank() ? Form.empty() : Form.read(body)).allowOnly(members));
        } catch (IllegalArgumentException | DateTimeException refused) {
            throw new TirelessException(
                    TirelessException.Code.USAGE,
                    false,
                    "the body is not as asked for: " + refused.getMessage(),
                    refused);
        }
    }

    /** Refuses a body that asks for anything. */
    public void readNothing() {
        var _ = read(Set.of(), form -> form);
    }

    /** Refuses a parameter that the route does not know. */
    void allowOnly(Set<String> names) {
        List<String> others = query.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            String known = names.stream().sorted().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
            throw usage("there is no parameter `%s` here; %s"
                    .formatted(others.getFirst(), names.isEmpty() ? "there are none" : "there are " + known));
        }
    }

    public static TirelessException usage(String message) {
        return new TirelessException(TirelessException.Code.USAGE, false, message);
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Refused below, with what is allowed.
        }
        throw usage("`%s` must be a whole number from %d to %d, not `%s`".formatted(name, least, most, text));
    }

    private static OptionalLong sequence(String what, String text) {
        try {
            long sequence = Long.parseLong(text);
            if (sequence >= 0) {
                return OptionalLong.of(sequence);
            }
        } catch (NumberFormatException _) {
            // Refused below, with what is allowed.
        }
        throw usage("%s must be the sequence of an event, not `%s`".formatted(what, text));
    }
}
