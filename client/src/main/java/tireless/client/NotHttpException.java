package tireless.client;

import java.io.IOException;

/** What answers does not speak HTTP. */
final class NotHttpException extends IOException {
    private static final long serialVersionUID = 1L;

    NotHttpException(String message) {
        super(message);
    }
}
