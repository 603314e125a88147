/**
 * The contract of what runs one replica: a slot and an effective specification come in, a living process and news of it go out.
 * Recovery belongs to the contract. No implementation is here.
 */
@NullMarked
package tireless.runtime;

import org.jspecify.annotations.NullMarked;
