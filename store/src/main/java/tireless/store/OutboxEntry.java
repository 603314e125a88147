package tireless.store;

/**
 * Something that is to be told.
 *
 * @param id of which there is one at a time
 * @param content what it is, as who tells it reads it
 */
public record OutboxEntry(String id, String content) {
    public OutboxEntry {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an entry has an id");
        }
    }
}
