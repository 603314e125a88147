package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What is shown of a manifest reads back as the same tree, but for the values that are hidden. */
class ShownTextPropertyTest {
    private static final List<String> NAMES = List.of(
            "name",
            "stack",
            "password",
            "API_TOKEN",
            "credentials",
            "imagePullSecret",
            "dataosSecrets",
            "secrets",
            "'db-password'",
            "\"access_key\"",
            "&key secret",
            "url");
    private static final String HIDDEN = "hunter9";

    @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
    void theStructureOfATreeStays(@ForAll("trees") String tree) {
        sameTree("root:\n" + tree.indent(2));
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
    void theStructureOfAManifestStays(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> manifests = FuzzPropertyTest.manifests();
        String whole = manifests.get(random.nextInt(manifests.size()));
        sameTree(random.nextBoolean() ? whole : MutationTest.mutated(whole, random));
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
    void noValueBelowANameThatSoundsSecretIsShown(@ForAll("trees") String tree) {
        assertThat(ShownText.of("password:\n" + tree.indent(2))).doesNotContain(HIDDEN);
    }

    private static void sameTree(String text) {
        List<Event> written = events(text);
        if (!written.isEmpty()) {
            String shown = ShownText.of(text);
            assertThat(shape(events(shown))).as(shown).isEqualTo(shape(written));
        }
    }

    /** What kind of event each is, with its anchor; of scalars of the same value too, as far as nothing of it may be hidden. */
    private static List<String> shape(List<Event> events) {
        return events.stream()
                .map(event -> event instanceof ScalarEvent scalar
                        ? "scalar " + scalar.getAnchor() + (NAMES.contains(scalar.getValue()) ? scalar.getValue() : "")
                        : event.toString())
                .toList();
    }

    /** Empty where it is no YAML. */
    private static List<Event> events(String text) {
        List<Event> events = new ArrayList<>();
        try {
            new Parse(LoadSettings.builder().build()).parseString(text).forEach(events::add);
        } catch (YamlEngineException _) {
            return List.of();
        }
        return events;
    }

    @Provide
    Arbitrary<String> trees() {
        Arbitrary<String> name = Arbitraries.of(NAMES);
        Arbitrary<String> value = Arbitraries.of(
                        "HIDDEN",
                        "'HIDDEN, HIDDEN'",
                        "\"HIDDEN: \\n HIDDEN\"",
                        "--token=HIDDEN",
                        "!!str HIDDEN",
                        "&value HIDDEN",
                        "https://u:HIDDEN@host/x",
                        "12",
                        "$VARIABLE",
                        "'{\"token\": \"HIDDEN\"}'")
                .map(text -> text.replace("HIDDEN", HIDDEN));
        Arbitrary<String> block = Arbitraries.of(
                        "|\n  token: X\n\n  X", ">-\n  X\n  X", "\n  X\n  X", "|2-\n    X\n  X")
                .map(text -> text.replace("X", HIDDEN));
        Arbitrary<String> flow = Arbitraries.lazyOf(
                () -> value,
                () -> value,
                () -> Combinators.combine(name, flows(value, 1)).as((key, inner) -> "{%s: %s}".formatted(key, inner)),
                () -> flows(value, 1).list().ofMaxSize(3).map(items -> "[" + String.join(", ", items) + "]"));
        Arbitrary<String> comment = Arbitraries.of("", "", " # password: " + HIDDEN);
        Arbitrary<String> entry = Arbitraries.oneOf(
                Combinators.combine(name, flow, comment)
                        .as((key, inner, note) -> "%s: %s%s".formatted(key, inner, note)),
                Combinators.combine(name, block).as("%s: %s"::formatted),
                Combinators.combine(name, flow.list().ofMinSize(1).ofMaxSize(3))
                        .as((key, items) -> key + ":\n"
                                + items.stream().map(item -> "- " + item).collect(Collectors.joining("\n"))));
        return entry.list().ofMinSize(1).ofMaxSize(6).map(entries -> String.join("\n", entries));
    }

    private static Arbitrary<String> flows(Arbitrary<String> value, int depth) {
        if (depth > 2) {
            return value;
        }
        Arbitrary<String> name = Arbitraries.of(NAMES);
        return Arbitraries.oneOf(
                value,
                Combinators.combine(name, value).as("{%s: %s}"::formatted),
                Arbitraries.lazy(() -> flows(value, depth + 1))
                        .list()
                        .ofMaxSize(2)
                        .map(items -> "[" + String.join(", ", items) + "]"));
    }
}
