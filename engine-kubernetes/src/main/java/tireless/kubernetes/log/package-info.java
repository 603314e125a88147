/** The output of pods. */
@NullMarked
package tireless.kubernetes.log;

import org.jspecify.annotations.NullMarked;
