/** What tests of every module share: a clock moved by hand, fakes that are products, and one contract suite per SPI. */
@NullMarked
package tireless.testing;

import org.jspecify.annotations.NullMarked;
