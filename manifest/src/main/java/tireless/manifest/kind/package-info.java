/** The manifests as written: what the user said, before any default is applied. */
@NullMarked
package tireless.manifest.kind;

import org.jspecify.annotations.NullMarked;
