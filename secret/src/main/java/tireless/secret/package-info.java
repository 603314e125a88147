/**
 * The values of secrets: plain ones enter and sealed ones leave for the store, and at a start the other way round for a driver. Nobody else sees a
 * key; no name, text or exception of this package holds a value.
 */
@NullMarked
package tireless.secret;

import org.jspecify.annotations.NullMarked;
