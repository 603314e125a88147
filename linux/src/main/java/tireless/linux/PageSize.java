package tireless.linux;

/** The size of a page of memory on this machine (getpagesize(2)). */
final class PageSize {
    static final long BYTES = read();

    private PageSize() {}

    private static long read() {
        try {
            return NativeCall.returningInt("getpagesize").call();
        } catch (SystemCallException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
