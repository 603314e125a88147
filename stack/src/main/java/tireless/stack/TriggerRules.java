package tireless.stack;

import java.util.List;
import java.util.Optional;
import tireless.model.scaling.ScaleTrigger;

/** Says what is wrong with a trigger, and asks nobody for it. Which triggers there are is known elsewhere. */
@FunctionalInterface
public interface TriggerRules {
    /** Everything that is wrong with it; empty if it can be used. */
    List<Flaw> check(ScaleTrigger trigger);

    /**
     * What is wrong.
     *
     * @param code short and stable
     * @param key of the metadata; empty where it concerns the type, or the trigger as a whole
     * @param severe whether it can not be used so; else it is doubtful
     */
    record Flaw(String code, Optional<String> key, boolean severe, String what, String hint) {}
}
