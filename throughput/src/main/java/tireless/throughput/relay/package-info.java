/**
 * What passes between a relay, which hears a worker where nobody else can, and who reads what it prints: its settings go in, lines come out. Pure.
 */
@NullMarked
package tireless.throughput.relay;

import org.jspecify.annotations.NullMarked;
