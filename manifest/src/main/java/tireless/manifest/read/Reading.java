package tireless.manifest.read;

import tireless.manifest.problem.Problems;

/**
 * What all readers of one run share.
 *
 * @param lenient whether an unknown attribute is only a warning
 */
public record Reading(Problems problems, boolean lenient) {}
