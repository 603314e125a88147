/** What is seen of pods, in the words of Tireless. Pure. */
@NullMarked
package tireless.kubernetes.sight;

import org.jspecify.annotations.NullMarked;
