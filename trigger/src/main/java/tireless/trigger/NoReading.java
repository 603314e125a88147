package tireless.trigger;

/** Something was answered, or found out, that gives no measure; the message says it to people. */
public final class NoReading extends Exception {
    public NoReading(String message) {
        super(message);
    }
}
