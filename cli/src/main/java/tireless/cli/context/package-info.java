/** What every command shares: the process that it runs in, the manifests that it reads, the exit statuses. */
@NullMarked
package tireless.cli.context;

import org.jspecify.annotations.NullMarked;
