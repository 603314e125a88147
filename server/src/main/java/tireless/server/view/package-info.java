/** What resources, changes and events are on the wire: the control plane's values enter, records of {@code api} leave. Pure. */
@NullMarked
package tireless.server.view;

import org.jspecify.annotations.NullMarked;
