/** Keeps each resource where its revision says: on this machine, or on one of several clusters, and lets it move between them. */
@NullMarked
package tireless.control.compute;

import org.jspecify.annotations.NullMarked;
