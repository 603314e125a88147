/**
 * The words every module shares: identities, effective specifications, exits, phases, events and problems. Records and
 * sealed types without input or output; nothing enters from another module, and every other module reads from here.
 */
@NullMarked
package tireless.model;

import org.jspecify.annotations.NullMarked;
