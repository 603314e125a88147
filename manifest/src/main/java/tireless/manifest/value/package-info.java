/** Texts that mean an amount, a time or a name. */
@NullMarked
package tireless.manifest.value;

import org.jspecify.annotations.NullMarked;
