package tireless.scale;

/** What one look at a trigger gave. */
public sealed interface Reading {
    /**
     * It could be read.
     *
     * @param value what it measured, of the whole worker; never NaN, infinite or negative
     * @param target what one replica shall have of it (AVERAGE_VALUE), or what it shall be (VALUE); above zero
     * @param active whether there is work: where nothing runs, this alone starts something
     */
    record Measured(double value, double target, boolean active) implements Reading {}

    /**
     * It could not be read, which is never the same as zero.
     *
     * @param why for people: what was asked, and what it said
     */
    record Failed(String why) implements Reading {}
}
