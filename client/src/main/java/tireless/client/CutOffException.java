package tireless.client;

import java.io.IOException;

/** The connection ended before the reply did. */
final class CutOffException extends IOException {
    private static final long serialVersionUID = 1L;

    CutOffException() {
        super("the connection ended in the middle of the reply");
    }
}
