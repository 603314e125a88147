/** Certificates and keys as texts come in, and contexts of TLS go out. */
@NullMarked
package tireless.trigger.tls;

import org.jspecify.annotations.NullMarked;
