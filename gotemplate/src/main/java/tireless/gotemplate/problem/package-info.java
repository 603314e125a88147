/** What is wrong with a template, and where: a place and a message enter, the one exception of this module leaves. */
@NullMarked
package tireless.gotemplate.problem;

import org.jspecify.annotations.NullMarked;
