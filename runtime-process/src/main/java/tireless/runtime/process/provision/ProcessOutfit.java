package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.model.AttemptId;
import tireless.model.RunSpec;
import tireless.model.SlotId;
import tireless.runtime.process.account.Owner;
import tireless.runtime.process.signal.SignalWatch;

/** Gives processes what their runs are given, at the platform's paths. Safe for use by many threads. */
public final class ProcessOutfit {
    private final Provisioner provisioner;
    private final SignalWatch signals;
    private final Fitting fitting;

    /**
     * @param signals told of each attempt
     * @param home in which mounts are prepared
     */
    public ProcessOutfit(Provisioner provisioner, SignalWatch signals, Path home) {
        this.provisioner = provisioner;
        this.signals = signals;
        this.fitting = new Fitting(home);
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Fit(Fitted fitted) implements Outcome {}

        /** @param cause for people: what is missing, and what to do */
        record Unfit(String cause) implements Outcome {}
    }

    /**
     * Makes ready an attempt that is about to start; a run that is given nothing is as it was. Where it does not start, {@link #end} it.
     *
     * @param owner the account that it runs as, where that is another one than this program's
     */
    public Outcome fit(AttemptId attempt, RunSpec run, Optional<Owner> owner) {
        return switch (provided(attempt, run, owner)) {
            case Outcome.Fit(Fitted fitted) -> heard(attempt, run, fitted);
            case Outcome.Unfit unfit -> unfit;
        };
    }

    private Outcome heard(AttemptId attempt, RunSpec run, Fitted fitted) {
        try {
            return new Outcome.Fit(fitted.with(signals.begin(attempt, run)));
        } catch (IOException failure) {
            return new Outcome.Unfit("it can not be told where to show its metrics: " + failure.getMessage());
        }
    }

    private Outcome provided(AttemptId attempt, RunSpec run, Optional<Owner> owner) {
        // With an image it is the client of an engine, which sees to that itself.
        if (run.image().isPresent() || !Provisioner.isNeeded(run)) {
            return new Outcome.Fit(Fitted.plain(run));
        }
        try {
            return switch (provisioner.prepare(attempt, run, owner)) {
                case Provisioner.Outcome.Ready(Equipment equipment) ->
                    switch (fitting.fit(run, equipment, owner.isPresent())) {
                        case Fitting.Outcome.Fit(Fitted fitted) -> new Outcome.Fit(fitted);
                        case Fitting.Outcome.Unfit(String cause) -> new Outcome.Unfit(cause);
                    };
                case Provisioner.Outcome.Refused(String cause) -> new Outcome.Unfit(cause);
            };
        } catch (IOException failure) {
            return new Outcome.Unfit("what it is given could not be written: " + failure.getMessage());
        }
    }

    /** The same for a command that runs beside a living attempt. */
    public Outcome again(AttemptId attempt, RunSpec run, List<String> command) {
        RunSpec beside = run.withCommand(command);
        if (run.image().isPresent() || !Provisioner.isNeeded(run)) {
            return new Outcome.Fit(Fitted.plain(beside));
        }
        try {
            return switch (provisioner.again(attempt, run)) {
                case Provisioner.Outcome.Ready(Equipment equipment) ->
                    new Outcome.Fit(fitting.again(beside, equipment));
                case Provisioner.Outcome.Refused(String cause) -> new Outcome.Unfit(cause);
            };
        } catch (IOException failure) {
            return new Outcome.Unfit("what the attempt is given can not be read: " + failure.getMessage());
        }
    }

    /** Takes away what earlier drivers left for attempts that are not among the living, and goes on with these. */
    public void keep(Set<AttemptId> living) {
        try {
            provisioner.keep(living);
        } catch (IOException failure) {
            // Its slot's next end tries again, and so does the next driver.
        }
        living.forEach(this::goOn);
    }

    private void goOn(AttemptId attempt) {
        try {
            signals.goOn(attempt);
        } catch (IOException failure) {
            // What it counts is not known then, until it is started anew.
        }
    }

    /** Forgets a slot in which nothing lives. */
    public void forget(SlotId slot) throws IOException {
        end(new AttemptId(slot, Integer.MAX_VALUE));
        signals.forget(slot);
    }

    /** Takes away what the slot's attempts up to this one were given, which are known dead or were never started. */
    public void end(AttemptId last) {
        signals.end(last);
        try {
            provisioner.end(last);
        } catch (IOException failure) {
            // The slot's next end tries again, and so does the next driver.
        }
    }
}
