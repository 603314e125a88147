/**
 * What a server decided about counts comes in, and text for people goes out.
 */
@NullMarked
package tireless.cli.scaling;

import org.jspecify.annotations.NullMarked;
