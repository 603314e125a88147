/** Trees become manifests as written; each reader knows one section, and reports every attribute it cannot use. */
@NullMarked
package tireless.manifest.read;

import org.jspecify.annotations.NullMarked;
