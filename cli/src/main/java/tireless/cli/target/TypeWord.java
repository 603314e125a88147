package tireless.cli.target;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tireless.model.ResourceType;

/** How people write a type on a command line: {@code worker}, {@code workers}, {@code Worker}. */
final class TypeWord {
    private TypeWord() {}

    static Optional<ResourceType> of(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(ResourceType.values())
                .filter(type -> small.equals(type.keyword()) || small.equals(plural(type.keyword())))
                .findFirst();
    }

    private static String plural(String keyword) {
        return keyword.endsWith("y") ? keyword.substring(0, keyword.length() - 1) + "ies" : keyword + "s";
    }

    /** All types, for a message. */
    static String all() {
        return Arrays.stream(ResourceType.values()).map(ResourceType::keyword).collect(Collectors.joining(", "));
    }
}
