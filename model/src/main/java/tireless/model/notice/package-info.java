/** Whom to tell of what goes in, as a manifest has it; values come out that others tell by. */
@NullMarked
package tireless.model.notice;

import org.jspecify.annotations.NullMarked;
