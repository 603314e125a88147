/** Tireless itself as objects of the cluster that it works on, and the rights that it needs there. Pure. */
@NullMarked
package tireless.kubernetes.install;

import org.jspecify.annotations.NullMarked;
