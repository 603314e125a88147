package tireless.plan;

import tireless.model.ResourceKey;
import tireless.model.Workload;

/**
 * One resource that a user asks for.
 *
 * @param manifest the document as written, kept beside the revision
 */
public record Candidate(ResourceKey key, Workload workload, String manifest) {}
