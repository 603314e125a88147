/** Namespaces of the kernel for single processes (namespaces(7)): what leads to one enters, and whether it can be gone leaves. */
@NullMarked
package tireless.runtime.process.namespace;

import org.jspecify.annotations.NullMarked;
