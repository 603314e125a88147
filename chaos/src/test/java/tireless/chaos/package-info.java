/** The suite itself, against a real server: seeds enter, and whether anything broke leaves. */
@NullMarked
package tireless.chaos;

import org.jspecify.annotations.NullMarked;
