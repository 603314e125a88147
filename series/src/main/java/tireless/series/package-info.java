/**
 * What is observed of workers comes in, once a second; how it went over time goes out, finer for what is near and coarser for what is
 * long ago.
 */
@NullMarked
package tireless.series;

import org.jspecify.annotations.NullMarked;
