package tireless.runtime;

import tireless.model.Exit;

/** What is known of an attempt. */
public sealed interface Verdict {
    /** The main process lives. */
    record Alive(long pid) implements Verdict {}

    /**
     * Known dead: the main process and everything it left behind.
     *
     * @param leftovers how many processes had to be killed
     */
    record Dead(Exit exit, int leftovers) implements Verdict {}

    /** Not known yet; nothing may be started in its place. */
    record Undecided(String cause) implements Verdict {}
}
