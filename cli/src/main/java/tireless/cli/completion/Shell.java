package tireless.cli.completion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The shells that there is completion for. */
public enum Shell {
    BASH,
    ZSH,
    FISH;

    /** As the user writes it. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Shell> of(String keyword) {
        return Arrays.stream(values())
                .filter(shell -> shell.keyword().equals(keyword))
                .findFirst();
    }

    /** A text as one word. */
    String quoted(String text) {
        return switch (this) {
            case BASH, ZSH -> "'" + text.replace("'", "'\\''") + "'";
            case FISH -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
        };
    }
}
