/** The real launcher on real files, as a user starts it: manifests enter, lines and exit statuses leave, and no process stays. */
@NullMarked
package tireless.acceptance;

import org.jspecify.annotations.NullMarked;
