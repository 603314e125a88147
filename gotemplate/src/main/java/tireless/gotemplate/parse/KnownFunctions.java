package tireless.gotemplate.parse;

import java.util.Optional;

/** Which functions a template may name. */
public interface KnownFunctions {
    /** Why the function can not be named; nothing, if it can. */
    Optional<String> refusal(String name);
}
