/** Refuses what the compiler can not: wrong directions, hidden clocks, banned names, files that grew too large. */
@NullMarked
package tireless.buildrules;

import org.jspecify.annotations.NullMarked;
