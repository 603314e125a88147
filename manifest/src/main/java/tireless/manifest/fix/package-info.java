/** Fixes: a text and the fixes of its problems enter, the text with nothing else changed leaves. Begin at {@link tireless.manifest.fix.Fixes}. */
@NullMarked
package tireless.manifest.fix;

import org.jspecify.annotations.NullMarked;
