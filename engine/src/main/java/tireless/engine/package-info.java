/**
 * The contract of what keeps whole resources at their desired state on one compute: revisions and commands come in, observations go
 * out. No implementation is here.
 */
@NullMarked
package tireless.engine;

import org.jspecify.annotations.NullMarked;
