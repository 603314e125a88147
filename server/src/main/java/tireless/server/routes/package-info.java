/** The routes, in groups: calls enter, commands and questions to the control plane leave, and answers come back. */
@NullMarked
package tireless.server.routes;

import org.jspecify.annotations.NullMarked;
