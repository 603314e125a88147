package tireless.reconcile.decide;

import java.time.Duration;
import tireless.model.ProbeKind;
import tireless.model.Probes;

/** How the probes of a living replica stand. */
public record Checks(Check startup, Check readiness, Check liveness) {
    /** Nothing is known yet. */
    public static final Checks NONE = new Checks(Check.NONE, Check.NONE, Check.NONE);

    public Check of(ProbeKind kind) {
        return switch (kind) {
            case STARTUP -> startup;
            case READINESS -> readiness;
            case LIVENESS -> liveness;
        };
    }

    public Checks with(ProbeKind kind, Check check) {
        return switch (kind) {
            case STARTUP -> new Checks(check, readiness, liveness);
            case READINESS -> new Checks(startup, check, liveness);
            case LIVENESS -> new Checks(startup, readiness, check);
        };
    }

    /** The same with a run of one kind under way. */
    public Checks begun(ProbeKind kind, Duration at) {
        return with(kind, of(kind).begun(at));
    }

    /** The same, counted from zero, after a time in which nothing could be heard. */
    public Checks anew() {
        return new Checks(startup.anew(), readiness.anew(), liveness.anew());
    }

    /** What still holds where {@code before} were asked for and {@code after} are from now on. */
    public Checks changed(Probes before, Probes after) {
        Checks checks = this;
        for (ProbeKind kind : ProbeKind.values()) {
            if (!before.of(kind).equals(after.of(kind))) {
                checks = checks.with(kind, checks.of(kind).ofAnother());
            }
        }
        return checks;
    }
}
