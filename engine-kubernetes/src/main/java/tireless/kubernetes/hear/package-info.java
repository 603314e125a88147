/** Hears workers in their pods: follows what their relays and they themselves print, and says what it means. */
@NullMarked
package tireless.kubernetes.hear;

import org.jspecify.annotations.NullMarked;
