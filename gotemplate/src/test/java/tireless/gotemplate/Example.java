package tireless.gotemplate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tireless.gotemplate.budget.Limits;
import tireless.gotemplate.function.Functions;
import tireless.gotemplate.problem.TemplateException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A template and its data, and what Go makes of them; see {@code src/test/go}.
 *
 * @param expected the text, or the stage at which it fails
 */
record Example(String place, String template, String data, String functions, String missingKey, String expected) {
    private static final Functions STANDARD =
            Functions.standard(() -> Instant.parse("2024-02-29T12:04:05.678Z"), ZoneId.of("Europe/Berlin"));
    private static final JsonMapper JSON = new JsonMapper();

    static Stream<Example> of(String topic) {
        List<String> lines = resource(topic + ".jsonl").lines().toList();
        return IntStream.range(0, lines.size())
                .mapToObj(line -> read(topic + ".jsonl:" + (line + 1), JSON.readTree(lines.get(line))));
    }

    private static Example read(String place, JsonNode json) {
        return new Example(
                place,
                json.get("template").asString(),
                json.get("data").asString(),
                json.get("functions").asString(),
                json.get("missingKey").asString(),
                json.has("output")
                        ? "text: " + json.get("output").asString()
                        : "fails: " + json.get("fails").asString());
    }

    /** What this engine makes of it, in the form of {@link #expected}. */
    String actual() {
        try {
            Functions known = functions.equals("standard") ? STANDARD : Functions.builtIn();
            return "text: "
                    + Template.parse("t", template, known)
                            .render(
                                    JSON.readValue(data, Object.class),
                                    MissingKey.valueOf(missingKey.toUpperCase(Locale.ROOT)),
                                    Limits.USUAL);
        } catch (TemplateException e) {
            return "fails: " + e.stage();
        }
    }

    private static String resource(String name) {
        try (var in = Example.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return place;
    }
}
