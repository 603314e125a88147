/** The functions that templates call: checked arguments enter, a value leaves. */
@NullMarked
package tireless.gotemplate.function;

import org.jspecify.annotations.NullMarked;
