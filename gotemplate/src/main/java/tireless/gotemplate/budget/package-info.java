/** Bounds of one rendering: what is about to be made enters, and is allowed or refused. */
@NullMarked
package tireless.gotemplate.budget;

import org.jspecify.annotations.NullMarked;
