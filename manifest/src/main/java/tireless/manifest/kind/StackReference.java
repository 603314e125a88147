package tireless.manifest.kind;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stack as manifests name it: {@code name[+flavor][:version]}. */
public record StackReference(String name, Optional<String> flavor, Optional<String> version) {
    /** A regular expression for all of a reference. */
    public static final String PATTERN =
            "([A-Za-z0-9][-_.A-Za-z0-9]*)(?:\\+([A-Za-z0-9][-_.A-Za-z0-9]*))?(?::([A-Za-z0-9][-_.A-Za-z0-9]*))?";

    private static final Pattern SYNTAX = Pattern.compile(PATTERN);

    /** The stack that {@code text} names; empty where it is no such text. */
    public static Optional<StackReference> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        return matcher.matches()
                ? Optional.of(new StackReference(
                        matcher.group(1), Optional.ofNullable(matcher.group(2)), Optional.ofNullable(matcher.group(3))))
                : Optional.empty();
    }

    /** The same stack in any version. */
    public StackReference anyVersion() {
        return new StackReference(name, flavor, Optional.empty());
    }

    @Override
    public String toString() {
        return name
                + flavor.map(text -> "+" + text).orElse("")
                + version.map(text -> ":" + text).orElse("");
    }
}
