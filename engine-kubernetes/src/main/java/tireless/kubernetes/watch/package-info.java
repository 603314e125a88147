/** What a cluster shows by itself: its objects, its pods, its events, and whether it answers at all. */
@NullMarked
package tireless.kubernetes.watch;

import org.jspecify.annotations.NullMarked;
