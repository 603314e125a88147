package tireless.cli.context;

import tireless.model.TirelessException;

/** The exit statuses of the command line. */
public final class ExitStatus {
    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int INVALID_MANIFEST = 3;
    public static final int NOT_FOUND = 4;
    public static final int UNREACHABLE = 5;

    private ExitStatus() {}

    /** The status that a refusal or failure ends with. */
    public static int of(TirelessException.Code code) {
        return switch (code) {
            case FAILED -> FAILED;
            case USAGE -> USAGE;
            case INVALID_MANIFEST -> INVALID_MANIFEST;
            case NOT_FOUND -> NOT_FOUND;
            case UNREACHABLE -> UNREACHABLE;
        };
    }
}
