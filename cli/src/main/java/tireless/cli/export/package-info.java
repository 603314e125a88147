/** Manifests enter, and what they are elsewhere leaves, as text. Neither a server nor a cluster is asked. */
@NullMarked
package tireless.cli.export;

import org.jspecify.annotations.NullMarked;
