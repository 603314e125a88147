/** {@code tireless apply} and {@code plan}: texts of manifests enter and go to the server; what it would do or did, and whether it is ready, leaves. */
@NullMarked
package tireless.cli.apply;

import org.jspecify.annotations.NullMarked;
