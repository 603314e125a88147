/** YAML text becomes a small immutable tree in which every node knows its line and column. */
@NullMarked
package tireless.manifest.yaml;

import org.jspecify.annotations.NullMarked;
