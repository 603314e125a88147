/** Who serves a home: the files of a home enter, and a {@link tireless.cli.presence.Presence} leaves. Nothing is written but the note of the guard. */
@NullMarked
package tireless.cli.presence;

import org.jspecify.annotations.NullMarked;
