package tireless.trigger.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.trigger.Form;
import tireless.trigger.Source;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerType;

/** The guide has every key of every type, with its default and its sources. */
class GuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "guide", "triggers.md");

    static Stream<TriggerType> types() {
        return TriggerCatalog.standard().types().values().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theSectionOfATypeHasARowForEachOfItsKeys(TriggerType type) throws IOException {
        String section = section(Files.readString(GUIDE), type.name());

        assertThat(Arrays.asList(section.split("\n"))).containsAll(rows(type));
    }

    private static String section(String guide, String type) {
        return Stream.of(guide.split("(?m)^## "))
                .filter(section -> section.lines().findFirst().orElse("").contains("`" + type + "`"))
                .collect(Collectors.joining());
    }

    static List<String> rows(TriggerType type) {
        return type.keys().stream()
                .filter(key -> key.refused().isEmpty())
                .map(GuideTest::row)
                .toList();
    }

    private static String row(TriggerKey key) {
        String preset = key.required()
                ? "required"
                : key.preset().map(value -> "`" + value + "`").orElse("");
        String sources = key.sources().stream().map(GuideTest::letter).collect(Collectors.joining(" "));
        return "| `" + key.name() + "` | " + preset + " | " + sources + " | " + key.description() + choices(key) + " |";
    }

    private static String choices(TriggerKey key) {
        return key.form() instanceof Form.Choice(List<String> of)
                ? "; one of " + of.stream().map(one -> "`" + one + "`").collect(Collectors.joining(" "))
                : "";
    }

    private static String letter(Source source) {
        return source.name().substring(0, 1).toUpperCase(Locale.ROOT);
    }

    /** Prints the rows, for who writes the guide. */
    public static void main(String[] arguments) {
        for (String name : arguments) {
            TriggerType type = TriggerCatalog.standard().types().get(name);
            System.out.println("@" + name);
            rows(type).forEach(System.out::println);
        }
    }
}
