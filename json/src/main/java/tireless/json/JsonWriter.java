package tireless.json;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes {@link Json} without white space, in ASCII: what neither a terminal nor an encoding can change. */
public final class JsonWriter {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonWriter() {}

    /** On one line. */
    public static String write(Json json) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, out);
        }
        return text.toString();
    }

    private static void write(Json json, JsonGenerator out) {
        switch (json) {
            case Json.Text(String value) -> out.writeString(value);
            case Json.Whole(long value) -> out.writeNumber(value);
            case Json.Decimal(double value) -> out.writeNumber(value);
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
