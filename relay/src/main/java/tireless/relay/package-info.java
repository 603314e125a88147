/**
 * The relay, a program beside a worker in its pod: reports, exports of OpenTelemetry and pages of metrics come in on a socket and on loopback, and lines go out on standard
 * output, where who may read the logs of the pod reads them. It holds no more than the newest word of each kind.
 */
@NullMarked
package tireless.relay;

import org.jspecify.annotations.NullMarked;
