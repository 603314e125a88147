package tireless.manifest;

import java.util.Optional;
import tireless.manifest.kind.Meta;
import tireless.manifest.problem.TerminalText;
import tireless.manifest.value.Names;
import tireless.model.TirelessException;

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

    /** @throws TirelessException USAGE where the workspace that is asked for has a name that none can have */
    public WorkspaceChoice {
        asked = asked.filter(name -> !name.isBlank());
        asked.ifPresent(WorkspaceChoice::check);
        usual = usual.isBlank() ? PUBLIC : usual;
    }

    private static void check(String name) {
        Names.flaw(name).ifPresent(flaw -> {
            throw new TirelessException(
                    TirelessException.Code.USAGE,
                    false,
                    "the workspace `%s` %s"
                            .formatted(TerminalText.of(name.substring(0, Math.min(60, name.length()))), flaw));
        });
    }

    public String of(Meta meta) {
        return meta.workspace().or(this::asked).orElse(usual);
    }

    /** Whether the user and the manifest name different ones. */
    public boolean disagrees(Meta meta) {
        return asked.isPresent() && meta.workspace().isPresent() && !asked.equals(meta.workspace());
    }
}
