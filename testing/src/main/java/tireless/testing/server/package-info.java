/** A scripted server of the API: requests enter and are kept, and what a test has it answer leaves. */
@NullMarked
package tireless.testing.server;

import org.jspecify.annotations.NullMarked;
