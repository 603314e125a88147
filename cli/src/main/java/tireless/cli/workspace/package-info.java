/** {@code tireless workspace}: creates, lists and deletes workspaces without a manifest of the user's own. */
@NullMarked
package tireless.cli.workspace;

import org.jspecify.annotations.NullMarked;
