/** Keeps resources at their desired state on a Kubernetes cluster. */
@NullMarked
package tireless.kubernetes;

import org.jspecify.annotations.NullMarked;
