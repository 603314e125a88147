package tireless.gotemplate.function;

/** A function by its name. */
public record Definition(Signature signature, TemplateFunction body, Evaluation evaluation) {
    /** Which arguments are computed. */
    public enum Evaluation {
        ALL,
        /** Up to the first that is true; that one is the result. */
        UNTIL_TRUE,
        /** Up to the first that is not; that one is the result. */
        UNTIL_FALSE
    }
}
