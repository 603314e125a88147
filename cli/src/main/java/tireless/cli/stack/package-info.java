/** Stacks for people: a command line enters, what stacks there are and what they make of a manifest leaves. */
@NullMarked
package tireless.cli.stack;

import org.jspecify.annotations.NullMarked;
