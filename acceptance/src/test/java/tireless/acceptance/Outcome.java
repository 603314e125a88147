package tireless.acceptance;

/** How a command ended, and what it said. */
record Outcome(int status, String out, String err) {
    /** Both streams, for messages that may be on either. */
    String said() {
        return out + "\n" + err;
    }
}
