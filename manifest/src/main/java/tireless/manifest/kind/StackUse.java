package tireless.manifest.kind;

import tireless.manifest.yaml.Mapping;

/**
 * The stack, and what the manifest tells it.
 *
 * @param spec for the stack to judge; empty where the manifest has none
 */
public record StackUse(StackReference reference, Mapping spec) {}
