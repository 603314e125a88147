package tireless.store.text;

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

/** Reads what {@link JsonWriter} wrote. Anything else throws {@link IllegalArgumentException} naming the place. */
final class JsonReader {
    private static final int DEEPEST = 16;

    private final JsonParser in;

    private JsonReader(JsonParser in) {
        this.in = in;
    }

    static Json read(String text) {
        try (JsonParser in = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            JsonReader reader = new JsonReader(in);
            Json json = reader.value(in.nextToken(), 0);
            if (in.nextToken() != null) {
                throw reader.unexpected();
            }
            return json;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not the stored form: " + e.getOriginalMessage(), e);
        }
    }

    private Json value(@Nullable JsonToken token, int depth) {
        if (token == null || depth > DEEPEST) {
            throw unexpected();
        }
        return switch (token) {
            case VALUE_STRING -> new Json.Text(in.getString());
            case VALUE_NUMBER_INT -> new Json.Whole(in.getLongValue());
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
            members.put(name, value(in.nextToken(), depth + 1));
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
                "not the stored form at " + in.currentTokenLocation().offsetDescription());
    }
}
