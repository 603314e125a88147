package tireless.client;

/** Is told when the server can not be reached in the middle of a stream. */
public interface Outages {
    /** The connection is gone, and is tried anew until it is back. */
    void lost(String why);

    /** The stream goes on. */
    void back();
}
