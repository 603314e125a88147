/**
 * Manifests: YAML texts enter, manifests as written and all of their problems leave. Begin at {@link
 * tireless.manifest.ManifestReader}.
 */
@NullMarked
package tireless.manifest;

import org.jspecify.annotations.NullMarked;
