package tireless.cli.dataos;

/** What a command has to say, in the order in which it says it. */
public sealed interface Said {
    /** Of the command itself: one line. */
    record Message(Level level, String text) implements Said {
        static Message info(String text) {
            return new Message(Level.INFO, text);
        }

        static Message warning(String text) {
            return new Message(Level.WARNING, text);
        }

        static Message error(String text) {
            return new Message(Level.ERROR, text);
        }
    }

    /** What was asked for: lines, each ending in a line break. */
    record Answer(String text) implements Said {}
}
