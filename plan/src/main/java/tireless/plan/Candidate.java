package tireless.plan;

import tireless.model.ResourceKey;
import tireless.model.Spec;

/** One resource that a user asks for. */
public record Candidate(ResourceKey key, Spec spec, Document document) {}
