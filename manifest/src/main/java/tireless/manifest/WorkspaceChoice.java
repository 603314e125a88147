package tireless.manifest;

import java.util.Optional;
import tireless.manifest.kind.Meta;

/**
 * Which workspace a manifest belongs to: its own, else the one asked for, else the usual one.
 *
 * @param asked what the user gave beside the manifest ({@code -w}); it must agree with a manifest that names one
 * @param usual the context's, or {@link #PUBLIC}
 */
public record WorkspaceChoice(Optional<String> asked, String usual) {
    /** The workspace of whoever names none. */
    public static final String PUBLIC = "public";

    /** Nothing asked for; {@code public} is usual. */
    public static final WorkspaceChoice DEFAULT = new WorkspaceChoice(Optional.empty(), PUBLIC);

    public WorkspaceChoice {
        asked = asked.filter(name -> !name.isBlank());
        usual = usual.isBlank() ? PUBLIC : usual;
    }

    public String of(Meta meta) {
        return meta.workspace().or(this::asked).orElse(usual);
    }

    /** Whether the user and the manifest name different ones. */
    public boolean disagrees(Meta meta) {
        return asked.isPresent() && meta.workspace().isPresent() && !asked.equals(meta.workspace());
    }
}
