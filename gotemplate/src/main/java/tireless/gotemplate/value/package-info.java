/** The values that templates compute with: plain data enters, values with the types that Go would give them leave. */
@NullMarked
package tireless.gotemplate.value;

import org.jspecify.annotations.NullMarked;
