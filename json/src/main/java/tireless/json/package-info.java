/** JSON as values: a text enters, a tree of records leaves, and the other way round. Named fields are read and written by {@link tireless.json.Form}. */
@NullMarked
package tireless.json;

import org.jspecify.annotations.NullMarked;
