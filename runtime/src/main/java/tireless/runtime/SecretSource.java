package tireless.runtime;

import tireless.model.SecretProjection;
import tireless.model.SecretValues;

/** Where a driver takes the values of secrets from, at a start. Safe for use by many threads. */
@FunctionalInterface
public interface SecretSource {
    /** What there is to open. */
    sealed interface Answer {
        /** The values that the projection asks for, and nothing else of the secret. */
        record Opened(SecretValues values) implements Answer {}

        /** @param cause for people: which secret or key is not there, or why it can not be read; without a value */
        record Missing(String cause) implements Answer {}
    }

    Answer open(SecretProjection projection);

    /** Where there are no secrets at all. */
    SecretSource NONE = projection ->
            new Answer.Missing("there is no secret " + projection.candidates().getFirst());
}
