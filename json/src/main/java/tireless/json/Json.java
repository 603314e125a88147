package tireless.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of JSON, without null: what is not known is left out. */
public sealed interface Json {
    record Text(String value) implements Json {}

    record Whole(long value) implements Json {}

    /** @param value finite */
    record Decimal(double value) implements Json {
        public Decimal {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("JSON has no " + value);
            }
        }
    }

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
