/**
 * Completion in shells: declarations of commands enter and scripts leave. What is only known live, such as names of resources, a
 * script asks for by the hidden command {@code __complete}.
 */
@NullMarked
package tireless.cli.completion;

import org.jspecify.annotations.NullMarked;
