package tireless.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON. A text that is none throws {@link IllegalArgumentException} naming the place. A member that is null counts as absent. */
public final class JsonReader {
    private static final int DEEPEST = 32;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser in;

    private JsonReader(JsonParser in) {
        this.in = in;
    }

    /** The one value that the text holds; at most 32 levels deep, with each name once in an object. */
    public static Json read(String text) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonReader reader = new JsonReader(in);
            Json json = reader.value(in.nextToken(), 0);
            if (in.nextToken() != null) {
                throw reader.unexpected();
            }
            return json;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Json value(@Nullable JsonToken token, int depth) {
        if (token == null || depth > DEEPEST) {
            throw unexpected();
        }
        return switch (token) {
            case VALUE_STRING -> new Json.Text(in.getString());
            case VALUE_NUMBER_INT -> new Json.Whole(in.getLongValue());
            case VALUE_NUMBER_FLOAT -> new Json.Decimal(in.getDoubleValue());
            case VALUE_TRUE -> new Json.Flag(true);
            case VALUE_FALSE -> new Json.Flag(false);
            case START_OBJECT -> members(depth);
            case START_ARRAY -> array(depth);
            default -> throw unexpected();
        };
    }

    private Json members(int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            JsonToken token = in.nextToken();
            if (token != JsonToken.VALUE_NULL && members.put(name, value(token, depth + 1)) != null) {
                throw unexpected();
            }
        }
        return new Json.Members(members);
    }

    private Json array(int depth) {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            items.add(value(token, depth + 1));
        }
        return new Json.Array(items);
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException(
                "unexpected JSON at " + in.currentTokenLocation().offsetDescription());
    }
}
