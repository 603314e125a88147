/**
 * The system calls of Linux that the JDK lacks, by the foreign function interface, and the kernel's clocks and process files.
 * x86-64 and aarch64. One class per kernel object; nothing here knows what a replica is.
 */
@NullMarked
package tireless.linux;

import org.jspecify.annotations.NullMarked;
