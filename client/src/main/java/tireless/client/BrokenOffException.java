package tireless.client;

import java.io.IOException;
import tireless.model.TirelessException;

/** The server had taken the request, and was gone before its reply was whole. */
final class BrokenOffException extends TirelessException {
    private static final long serialVersionUID = 1L;

    BrokenOffException(String message, IOException cause) {
        super(Code.UNREACHABLE, true, message, cause);
    }
}
