/** What hears workers in their pods: what a pod needs for it goes out, lines of its relay come in, and what its worker said goes out. Pure. */
@NullMarked
package tireless.kubernetes.relay;

import org.jspecify.annotations.NullMarked;
