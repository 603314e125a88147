/** The contract of runtime drivers as a suite: a driver comes in, what it breaks goes out. On real processes. */
@NullMarked
package tireless.testing.runtime;

import org.jspecify.annotations.NullMarked;
