/** What a workload is on a Kubernetes cluster: where that is, and what it asks for there beyond what it asks for everywhere. */
@NullMarked
package tireless.model.cluster;

import org.jspecify.annotations.NullMarked;
