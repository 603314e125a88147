/** The text of a template enters, its tree leaves, in which every node knows its place. */
@NullMarked
package tireless.gotemplate.parse;

import org.jspecify.annotations.NullMarked;
