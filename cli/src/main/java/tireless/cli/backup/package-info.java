/** {@code tireless backup} and {@code restore}, and the backups that a server makes by itself: a database goes in, and a whole copy of it comes out, or the other way round. */
@NullMarked
package tireless.cli.backup;

import org.jspecify.annotations.NullMarked;
