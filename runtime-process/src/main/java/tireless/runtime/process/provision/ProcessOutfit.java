package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.model.AttemptId;
import tireless.model.RunSpec;
import tireless.runtime.process.account.Owner;

/** Gives processes what their runs are given, at the platform's paths. Safe for use by many threads. */
public final class ProcessOutfit {
    private final Provisioner provisioner;
    private final Fitting fitting;

    /** @param home in which mounts are prepared */
    public ProcessOutfit(Provisioner provisioner, Path home) {
        this.provisioner = provisioner;
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
        // With an image it is the client of an engine, which sees to that itself.
        if (run.image().isPresent() || !Provisioner.isNeeded(run)) {
            return new Outcome.Fit(Fitted.plain(run));
        }
        try {
            return switch (provisioner.prepare(attempt, run, owner)) {
                case Provisioner.Outcome.Ready(Equipment equipment) ->
                    owner.isEmpty()
                            ? new Outcome.Fit(fitting.fit(run, equipment))
                            : switch (fitting.fitOther(run, equipment)) {
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
    }

    /** Takes away what the slot's attempts up to this one were given, which are known dead or were never started. */
    public void end(AttemptId last) {
        try {
            provisioner.end(last);
        } catch (IOException failure) {
            // The slot's next end tries again, and so does the next driver.
        }
    }
}
