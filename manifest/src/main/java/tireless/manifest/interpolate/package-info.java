/** Variables of the environment replace their names in the scalars of a tree; placeholders nobody filled are found. */
@NullMarked
package tireless.manifest.interpolate;

import org.jspecify.annotations.NullMarked;
