/** Templates in Go's text/template language: a text and data enter, the rendered text or one error with its place leaves. Begin at {@link tireless.gotemplate.Template}. */
@NullMarked
package tireless.gotemplate;

import org.jspecify.annotations.NullMarked;
