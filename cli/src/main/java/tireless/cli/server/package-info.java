/** The server as a process: its commands enter, a process that outlives them leaves. Begin at {@link tireless.cli.server.ServerCommand}. */
@NullMarked
package tireless.cli.server;

import org.jspecify.annotations.NullMarked;
