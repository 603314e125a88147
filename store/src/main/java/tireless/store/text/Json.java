package tireless.store.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of JSON that the stored forms use: no null, and whole numbers only. */
sealed interface Json {
    record Text(String value) implements Json {}

    record Whole(long value) implements Json {}

    record Flag(boolean value) implements Json {}

    record Array(List<Json> items) implements Json {
        public Array {
            items = List.copyOf(items);
        }
    }

    /** @param members in the order in which they are written */
    record Members(Map<String, Json> members) implements Json {
        public Members {
            members = new LinkedHashMap<>(members);
        }
    }
}
