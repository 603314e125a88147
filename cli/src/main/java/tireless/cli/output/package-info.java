/** How commands show things: values and records enter, and text for people or for programs leaves. */
@NullMarked
package tireless.cli.output;

import org.jspecify.annotations.NullMarked;
