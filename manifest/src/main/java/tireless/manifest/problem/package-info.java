/** Problems as they are collected, with the nearest known name, and as they are printed for people. */
@NullMarked
package tireless.manifest.problem;

import org.jspecify.annotations.NullMarked;
