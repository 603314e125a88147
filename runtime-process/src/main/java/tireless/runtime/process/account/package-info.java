/**
 * The account of its own that a process runs as: its name enters, and what a command is put behind to run as that account, and what the
 * account finds in its environment, leave.
 */
@NullMarked
package tireless.runtime.process.account;

import org.jspecify.annotations.NullMarked;
