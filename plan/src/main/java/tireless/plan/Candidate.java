package tireless.plan;

import java.util.Optional;
import tireless.model.ResourceKey;
import tireless.model.SecretValues;
import tireless.model.Spec;

/**
 * One resource that a user asks for.
 *
 * @param values those of a secret, for who seals them; empty for everything else, and where nobody has them
 */
public record Candidate(ResourceKey key, Spec spec, Document document, Optional<SecretValues> values) {
    /** Of what is no secret. */
    public Candidate(ResourceKey key, Spec spec, Document document) {
        this(key, spec, document, Optional.empty());
    }

    /** The same, asking for something else. */
    public Candidate withSpec(Spec other) {
        return new Candidate(key, other, document, values);
    }
}
