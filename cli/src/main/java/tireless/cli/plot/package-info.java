/**
 * Numbers over time come in, and a plot of them goes out: as lines of Braille dots for a terminal, or as SVG. Pure.
 */
@NullMarked
package tireless.cli.plot;

import org.jspecify.annotations.NullMarked;
