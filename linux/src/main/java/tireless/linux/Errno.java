package tireless.linux;

/** The error numbers that callers tell apart (errno(3); the same on x86-64 and aarch64). */
public final class Errno {
    public static final int PERM = 1;
    public static final int NOENT = 2;
    public static final int SRCH = 3;
    public static final int INTR = 4;
    public static final int NXIO = 6;
    public static final int CHILD = 10;
    public static final int TOO_BIG = 7;
    public static final int AGAIN = 11;
    public static final int NOMEM = 12;
    public static final int ACCES = 13;
    public static final int BUSY = 16;
    public static final int EXIST = 17;
    public static final int NOTDIR = 20;
    public static final int INVAL = 22;
    public static final int NFILE = 23;
    public static final int MFILE = 24;
    public static final int NOSPC = 28;
    public static final int ROFS = 30;
    public static final int PIPE = 32;
    public static final int NOSYS = 38;
    public static final int OPNOTSUPP = 95;

    private Errno() {}

    /** What people call it: {@code no space left on device}. */
    public static String text(int errno) {
        return switch (errno) {
            case PERM -> "operation not permitted";
            case NOENT -> "no such file or directory";
            case SRCH -> "no such process";
            case NXIO -> "no such device or address";
            case TOO_BIG -> "argument list too long";
            case AGAIN -> "resource temporarily unavailable";
            case NOMEM -> "not enough memory";
            case ACCES -> "permission denied";
            case BUSY -> "device or resource busy";
            case EXIST -> "file exists";
            case NOTDIR -> "not a directory";
            case NFILE, MFILE -> "too many open files";
            case NOSPC -> "no space left on device";
            case ROFS -> "read-only file system";
            case PIPE -> "broken pipe";
            case NOSYS -> "function not implemented";
            case OPNOTSUPP -> "operation not supported";
            default -> "errno " + errno;
        };
    }
}
