/** The contract that every engine keeps, as a suite of tests to be extended by each implementation. */
@NullMarked
package tireless.testing.engine;

import org.jspecify.annotations.NullMarked;
