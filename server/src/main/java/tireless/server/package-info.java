/** The API of a control plane: what it calls and where it listens enter, a server that answers leaves. Begin at {@link tireless.server.ApiServer}. */
@NullMarked
package tireless.server;

import org.jspecify.annotations.NullMarked;
