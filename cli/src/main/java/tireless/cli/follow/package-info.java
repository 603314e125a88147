/** Commands that go on: what the server tells enters, and lines for the terminal leave, until somebody ends them. */
@NullMarked
package tireless.cli.follow;

import org.jspecify.annotations.NullMarked;
