/**
 * What can be done with resources: manifests and commands enter, commits to the store and calls of the engine leave, and what is
 * desired and observed is read. Begin at {@link tireless.control.Commands}.
 */
@NullMarked
package tireless.control;

import org.jspecify.annotations.NullMarked;
