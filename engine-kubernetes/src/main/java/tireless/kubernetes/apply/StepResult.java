package tireless.kubernetes.apply;

/**
 * What became of a step.
 *
 * @param forced whether what others had changed by hand was put back
 */
public record StepResult(Step step, Outcome outcome, boolean forced) {
    /** Where nothing was put back. */
    StepResult(Step step, Outcome outcome) {
        this(step, outcome, false);
    }
}
