/** The time between two looks goes in; when to look again comes out. */
@NullMarked
package tireless.runtime.process.rounds;

import org.jspecify.annotations.NullMarked;
