package tireless.throughput;

/** What was sent is not what it should be. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String what) {
        super(what);
    }
}
