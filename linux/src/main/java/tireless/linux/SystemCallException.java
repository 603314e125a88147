package tireless.linux;

import java.io.IOException;

/** A system call that failed, with the kernel's reason (errno(3)). */
public final class SystemCallException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    SystemCallException(String call, int errno) {
        super(call + ": " + Errno.text(errno));
        this.errno = errno;
    }

    /** The error number, one of {@link Errno} where it matters. */
    public int errno() {
        return errno;
    }
}
