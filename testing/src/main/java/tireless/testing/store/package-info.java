/** What every {@link tireless.store.Store} must do, as a suite to extend. */
@NullMarked
package tireless.testing.store;

import org.jspecify.annotations.NullMarked;
