package tireless.trigger.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** What small values take in memory is many times what they take in a text. */
    private static final int MOST_VALUES = 50_000;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser in;
    private int values;

    private JsonValues(JsonParser in) {
        this.in = in;
    }

    /** @throws NoReading for what is no JSON, with the place */
    public static @Nullable Object read(String text) throws NoReading {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new JsonValues(in).value(in.nextToken(), 0);
        } catch (JacksonException e) {
            throw new NoReading("its answer is no JSON" + place(e));
        }
    }

    private @Nullable Object value(@Nullable JsonToken token, int depth) throws NoReading {
        if (token == null || depth > DEEPEST) {
            throw new NoReading(token == null ? "its answer is empty" : "its answer is nested too deeply");
        }
        if (++values > MOST_VALUES) {
            throw new NoReading("its answer has more than %,d values".formatted(MOST_VALUES));
        }
        return switch (token) {
            case START_OBJECT -> members(depth);
            case START_ARRAY -> items(depth);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Double.valueOf(in.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> in.getString();
        };
    }

    private Map<String, @Nullable Object> members(int depth) throws NoReading {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            members.put(name, value(in.nextToken(), depth + 1));
        }
        return members;
    }

    private List<@Nullable Object> items(int depth) throws NoReading {
        List<@Nullable Object> items = new ArrayList<>();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            items.add(value(token, depth + 1));
        }
        return items;
    }

    private static String place(JacksonException wrong) {
        return Optional.ofNullable(wrong.getLocation())
                .map(location -> ": line %d, column %d".formatted(location.getLineNr(), location.getColumnNr()))
                .orElse("");
    }
}
