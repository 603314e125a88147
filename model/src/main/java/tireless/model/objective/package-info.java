/** What is expected of a worker's work goes in, with all defaults applied; values come out that others judge by. */
@NullMarked
package tireless.model.objective;

import org.jspecify.annotations.NullMarked;
