package tireless.trigger.connect;

import java.util.List;

/**
 * What must be equal for two to share a client.
 *
 * @param kind the protocol
 * @param where the address, without a password; for people
 * @param settings all else that a client is made of, secrets too; compared, and never shown
 */
public record ConnectionKey(String kind, String where, List<Object> settings) {
    public ConnectionKey {
        settings = List.copyOf(settings);
    }

    @Override
    public String toString() {
        return kind + " at " + where;
    }
}
