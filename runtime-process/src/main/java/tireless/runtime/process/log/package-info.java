/**
 * What replicas write: the output files of attempts and the times at which they grew enter, and lines of text leave. What is old is
 * kept in compressed segments, and its blocks are freed in place, without the help of who writes.
 */
@NullMarked
package tireless.runtime.process.log;

import org.jspecify.annotations.NullMarked;
