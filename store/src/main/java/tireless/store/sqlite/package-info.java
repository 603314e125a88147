/**
 * The embedded store: one SQLite file in WAL mode. Plain JDBC on purpose: mapping libraries cost more at the first statement than
 * opening the database does.
 */
@NullMarked
package tireless.store.sqlite;

import org.jspecify.annotations.NullMarked;
