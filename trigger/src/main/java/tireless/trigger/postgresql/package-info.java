/** Where a database is and a query come in, and the one number that the query gives goes out. */
@NullMarked
package tireless.trigger.postgresql;

import org.jspecify.annotations.NullMarked;
