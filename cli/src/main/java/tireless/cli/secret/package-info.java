/** Secrets for people: a command line enters, and what the server did with their key, or their values, leaves. */
@NullMarked
package tireless.cli.secret;

import org.jspecify.annotations.NullMarked;
