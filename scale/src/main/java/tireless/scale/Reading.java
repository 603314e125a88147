package tireless.scale;

/** What one look at a trigger gave. */
public sealed interface Reading {
    /**
     * It could be read.
     *
     * @param value what it measured, of the whole worker; never NaN, infinite or negative
     * @param target what one replica shall have of it (AVERAGE_VALUE), or what it shall be (VALUE); above zero
     * @param active whether there is work: where nothing runs, this alone starts something
     * @param of what more was measured, of which the value is what counts, for people; empty where it is all of it
     */
    record Measured(double value, double target, boolean active, String of) implements Reading {
        /** Where all that was measured counts. */
        public Measured(double value, double target, boolean active) {
            this(value, target, active, "");
        }
    }

    /**
     * It could not be read, which is never the same as zero.
     *
     * @param why for people: what was asked, and what it said
     */
    record Failed(String why) implements Reading {}
}
