/** {@code tireless lint}: manifests enter; everything that is wrong with them leaves, and with {@code --fix} the corrected files. */
@NullMarked
package tireless.cli.lint;

import org.jspecify.annotations.NullMarked;
