package tireless.store;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** What is to be told and was not confirmed yet, and up to which event of the journal that is known. Safe for use by many threads. */
public interface Outbox {
    /** Up to which event was read; empty where nobody reads. */
    OptionalLong cursor();

    /** Everything that waits, the oldest first. */
    List<OutboxEntry> all();

    /**
     * Puts in and takes out as one.
     *
     * @param removed by their ids; what is put in under one of them stays
     * @param cursor up to which event was read by that; empty leaves it as it is
     */
    void change(List<OutboxEntry> put, Set<String> removed, OptionalLong cursor);

    /** Forgets the cursor, as nobody reads any more. */
    void rest();
}
