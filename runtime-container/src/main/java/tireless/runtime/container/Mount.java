package tireless.runtime.container;

import java.nio.file.Path;

/**
 * What of this machine a container sees.
 *
 * @param host the file or folder here
 * @param inside where it is in the container: absolute
 */
record Mount(Path host, String inside, boolean readOnly) {
    /** As the option {@code --mount} has it: a colon in a path means nothing there, and a comma is refused. */
    String option() {
        String option = "type=bind,source=%s,target=%s".formatted(host, inside);
        return readOnly ? option + ",readonly" : option;
    }
}
