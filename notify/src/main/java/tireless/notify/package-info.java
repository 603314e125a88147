/** Events of the journal enter, and leave as requests, runs of commands and mails to whom manifests name; nothing is lost between. */
@NullMarked
package tireless.notify;

import org.jspecify.annotations.NullMarked;
