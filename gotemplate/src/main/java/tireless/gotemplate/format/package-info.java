/** Values enter, and leave as the texts that Go's fmt, strconv and encoding/json, and the YAML of Kubernetes would print. */
@NullMarked
package tireless.gotemplate.format;

import org.jspecify.annotations.NullMarked;
