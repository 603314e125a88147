/**
 * What a workload is on a cluster, as Kubernetes' objects. A {@link tireless.kubernetes.objects.Wanted} enters, objects or what hinders
 * them leave. Pure: the same input gives the same bytes.
 */
@NullMarked
package tireless.kubernetes.objects;

import org.jspecify.annotations.NullMarked;
