/** {@code tireless lint}: says everything that is wrong with manifests, and changes nothing. */
@NullMarked
package tireless.cli.lint;

import org.jspecify.annotations.NullMarked;
