/** How commands speak to people: what is to be said enters in each style, and in the one that was chosen it leaves for the terminal. */
@NullMarked
package tireless.cli.voice;

import org.jspecify.annotations.NullMarked;
