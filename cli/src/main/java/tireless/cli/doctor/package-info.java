/** {@code tireless doctor}: looks at the machine, the home, its database and the server, and says what is in the way and what to do. */
@NullMarked
package tireless.cli.doctor;

import org.jspecify.annotations.NullMarked;
