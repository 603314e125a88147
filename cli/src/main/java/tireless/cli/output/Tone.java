package tireless.cli.output;

/** What a text means, as far as a colour can show it. */
public enum Tone {
    PLAIN(""),
    GOOD("\u001b[32m"),
    DOUBT("\u001b[33m"),
    BAD("\u001b[31m"),
    STRONG("\u001b[1m"),
    DIM("\u001b[2m");

    private static final String RESET = "\u001b[0m";

    private final String begin;

    Tone(String begin) {
        this.begin = begin;
    }

    /** The text in this tone; as it is where colours are not shown. */
    public String of(String text, boolean colour) {
        return !colour || begin.isEmpty() || text.isEmpty() ? text : begin + text + RESET;
    }

    /** The tone of a status, a runtime or a phase. */
    public static Tone ofState(String state) {
        String word = state.contains(":") ? state.substring(0, state.indexOf(':')) : state;
        return switch (word) {
            case "active", "running", "succeeded", "finished", "ok" -> GOOD;
            case "pending", "starting", "stopping", "paused", "stopped", "deleted", "next" -> DOUBT;
            case "error", "failed", "backing-off", "unsettled", "held", "ingress-violation" -> BAD;
            default -> PLAIN;
        };
    }
}
