/** HTTP: requests come in from Vert.x, calls go out to routes on threads that may block, and answers go back. */
@NullMarked
package tireless.server.http;

import org.jspecify.annotations.NullMarked;
