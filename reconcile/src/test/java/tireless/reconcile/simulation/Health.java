package tireless.reconcile.simulation;

import java.util.EnumMap;
import java.util.Map;
import tireless.model.ProbeKind;
import tireless.runtime.ProbeResult;

/** What the probes of one attempt find, and what of it the present control plane was told. */
final class Health {
    private final Map<ProbeKind, Integer> failures = new EnumMap<>(ProbeKind.class);
    private final Map<ProbeKind, Boolean> passes = new EnumMap<>(ProbeKind.class);
    private int controlPlane;

    /** Since when its probes find that it is well or not, in nanoseconds of the world's time; negative if they do not. */
    long upSince = -1;

    long sickSince = -1;
    boolean busy;

    /** Whether a run would pass now. */
    boolean passes(ProbeKind kind) {
        return switch (kind) {
            case STARTUP -> upSince >= 0;
            case READINESS -> !busy && sickSince < 0;
            case LIVENESS -> sickSince < 0;
        };
    }

    /** What one control plane knows is its own: the next one counts anew. */
    void told(int listener, ProbeKind kind, ProbeResult result) {
        if (controlPlane != listener) {
            controlPlane = listener;
            failures.clear();
            passes.clear();
        }
        switch (result) {
            case ProbeResult.Passed() -> {
                passes.put(kind, true);
                failures.put(kind, 0);
            }
            case ProbeResult.Failed _, ProbeResult.TimedOut _, ProbeResult.NotRun _ ->
                failures.merge(kind, 1, Integer::sum);
            case ProbeResult.Unclear _ -> {}
        }
    }

    /** How many failures in a row the control plane was told last. */
    int failures(int listener, ProbeKind kind) {
        return controlPlane == listener ? failures.getOrDefault(kind, 0) : 0;
    }

    /** Whether the control plane was ever told that this probe passed. */
    boolean hasPassed(int listener, ProbeKind kind) {
        return controlPlane == listener && passes.getOrDefault(kind, false);
    }
}
