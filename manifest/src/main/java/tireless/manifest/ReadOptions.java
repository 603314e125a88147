package tireless.manifest;

import java.util.Map;

/**
 * How manifests are read.
 *
 * @param environment the variables that {@code $NAME} stands for
 * @param lenient whether unknown attributes are warnings
 * @param interpolate whether variables are replaced at all
 */
public record ReadOptions(
        Map<String, String> environment,
        boolean lenient,
        boolean interpolate,
        Purpose purpose,
        WorkspaceChoice workspace) {
    public ReadOptions {
        environment = Map.copyOf(environment);
    }

    /** Strict, with variables, in the usual workspace. */
    public static ReadOptions of(Purpose purpose, Map<String, String> environment) {
        return new ReadOptions(environment, false, true, purpose, WorkspaceChoice.DEFAULT);
    }

    public ReadOptions asLenient() {
        return new ReadOptions(environment, true, interpolate, purpose, workspace);
    }

    public ReadOptions withoutInterpolation() {
        return new ReadOptions(environment, lenient, false, purpose, workspace);
    }

    public ReadOptions in(WorkspaceChoice choice) {
        return new ReadOptions(environment, lenient, interpolate, purpose, choice);
    }
}
