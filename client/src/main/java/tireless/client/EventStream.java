package tireless.client;

import java.util.Optional;
import java.util.function.BiConsumer;

/** Lines of a server-sent event stream, put together to events: {@code event}, {@code data} and {@code id} (WHATWG HTML, section 9.2). */
final class EventStream {
    private final BiConsumer<String, String> events;
    private final StringBuilder data = new StringBuilder();
    private String kind = "";
    private Optional<String> id = Optional.empty();
    private Optional<String> lastId = Optional.empty();

    /** @param events is given each event's kind and data */
    EventStream(BiConsumer<String, String> events) {
        this.events = events;
    }

    /** The newest id that came as a whole, with an event or alone; what a broken stream is resumed by. */
    Optional<String> lastId() {
        return lastId;
    }

    /** A new connection begins: what the old one left unfinished does not count. */
    void begin() {
        data.setLength(0);
        kind = "";
        id = Optional.empty();
    }

    void line(String line) {
        if (line.isEmpty()) {
            if (!data.isEmpty()) {
                events.accept(kind.isEmpty() ? "message" : kind, data.substring(0, data.length() - 1));
            }
            lastId = id.or(() -> lastId);
            begin();
            return;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "event" -> kind = value;
            case "data" -> data.append(value).append('\n');
            case "id" -> id = Optional.of(value);
            default -> {
                // A comment, which keeps the connection alive, or a field of a later version.
            }
        }
    }
}
