package tireless.trigger.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tireless.trigger.NoReading;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON of others, whatever it holds, into maps, lists, texts, numbers (as double) and truth values. */
public final class JsonValues {
    private static final int DEEPEST = 100;
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonValues() {}

    /** @throws NoReading for what is no JSON, with the place */
    public static @Nullable Object read(String text) throws NoReading {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return value(in, in.nextToken(), 0);
        } catch (JacksonException e) {
            throw new NoReading("its answer is no JSON: " + e.getOriginalMessage());
        }
    }

    private static @Nullable Object value(JsonParser in, @Nullable JsonToken token, int depth) throws NoReading {
        if (token == null || depth > DEEPEST) {
            throw new NoReading(token == null ? "its answer is empty" : "its answer is nested too deeply");
        }
        return switch (token) {
            case START_OBJECT -> members(in, depth);
            case START_ARRAY -> items(in, depth);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Double.valueOf(in.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> in.getString();
        };
    }

    private static Map<String, @Nullable Object> members(JsonParser in, int depth) throws NoReading {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            members.put(name, value(in, in.nextToken(), depth + 1));
        }
        return members;
    }

    private static List<@Nullable Object> items(JsonParser in, int depth) throws NoReading {
        List<@Nullable Object> items = new ArrayList<>();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            items.add(value(in, token, depth + 1));
        }
        return items;
    }
}
