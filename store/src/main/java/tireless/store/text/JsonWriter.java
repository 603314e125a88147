package tireless.store.text;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes {@link Json} without white space, in ASCII: what neither a terminal nor an encoding can change. */
final class JsonWriter {
    private JsonWriter() {}

    static String write(Json json) {
        StringWriter text = new StringWriter();
        JsonFactory factory =
                JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        try (JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, out);
        }
        return text.toString();
    }

    private static void write(Json json, JsonGenerator out) {
        switch (json) {
            case Json.Text(String value) -> out.writeString(value);
            case Json.Whole(long value) -> out.writeNumber(value);
            case Json.Flag(boolean value) -> out.writeBoolean(value);
            case Json.Array(var items) -> {
                out.writeStartArray();
                items.forEach(item -> write(item, out));
                out.writeEndArray();
            }
            case Json.Members(var members) -> {
                out.writeStartObject();
                members.forEach((name, value) -> {
                    out.writeName(name);
                    write(value, out);
                });
                out.writeEndObject();
            }
        }
    }
}
