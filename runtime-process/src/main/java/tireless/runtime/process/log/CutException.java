package tireless.runtime.process.log;

import java.io.IOException;

/** The worker cut its output file while that was read. */
final class CutException extends IOException {
    private static final long serialVersionUID = 1L;

    CutException(String message) {
        super(message);
    }
}
