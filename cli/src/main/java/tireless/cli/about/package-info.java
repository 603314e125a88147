/** What this build, this account and this home are: nothing enters but the context, and tables leave. No server is asked. */
@NullMarked
package tireless.cli.about;

import org.jspecify.annotations.NullMarked;
