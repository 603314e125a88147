/** The declarations of a kind of manifest come in, and a JSON Schema of it goes out, as text for editors. */
@NullMarked
package tireless.manifest.schema;

import org.jspecify.annotations.NullMarked;
