/** {@code tireless example} and {@code tireless schema}: a kind enters, and a manifest to begin with, or what may stand in one, leaves. */
@NullMarked
package tireless.cli.example;

import org.jspecify.annotations.NullMarked;
