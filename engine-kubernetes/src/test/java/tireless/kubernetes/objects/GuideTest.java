package tireless.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tireless.model.SecretValues;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.cluster.OnCluster.Spread;
import tireless.model.scaling.Overrides;
import tireless.model.scaling.ScaleTrigger.AuthenticationRef;
import tools.jackson.databind.JsonNode;

/** The guide's table has every field of every object, and none that is never made. */
class GuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "guide", "kubernetes.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String EVERY = "every";
    private static final String POD = "spec.template.spec";

    /** What every object has, and by what a volume is mounted. */
    private static final Set<String> UNSAID = Set.of("apiVersion", "kind", POD + ".volumes.name");

    private static final String CONTAINER = POD + ".containers";

    /** A field of an object of a kind, without the places in lists. */
    private record Field(String kind, String path) implements Comparable<Field> {
        boolean holds(Field other) {
            return (kind.equals(other.kind) || kind.equals(EVERY))
                    && (other.path.equals(path) || other.path.startsWith(path + "."));
        }

        @Override
        public int compareTo(Field other) {
            return toString().compareTo(other.toString());
        }
    }

    private static final List<Wants> WORKERS = List.of(
            Wants.full(),
            Wants.plain().heard(),
            Wants.plain().management(PodManagement.ANY).spread(new Spread("topology.kubernetes.io/zone", false)),
            FieldsTest.image(true),
            Wants.plain().scaled(Wants.byUse()),
            Wants.plain()
                    .scaled(Wants.byQueue(), new Overrides(true, OptionalInt.of(4), true, true, true))
                    .supplied(new Supplies(
                            new TreeMap<>(),
                            Optional.empty(),
                            Optional.empty(),
                            new TreeMap<>(Map.of(
                                    new AuthenticationRef("redis-account", false),
                                    SecretValues.ofTexts(Map.of("password", "x")))))));

    @Test
    void everyFieldThatIsMadeHasItsRow() throws IOException {
        Set<Field> rows = rows();
        assertThat(made().stream().filter(field -> rows.stream().noneMatch(row -> row.holds(field))))
                .isEmpty();
    }

    @Test
    void everyRowIsOfAFieldThatIsMade() throws IOException {
        Set<Field> made = made();
        assertThat(rows().stream().filter(row -> made.stream().noneMatch(row::holds)))
                .isEmpty();
    }

    @Test
    void everyKindIsInTheTableOfTheObjects() throws IOException {
        String objects = section("## The objects");
        assertThat(made().stream().map(Field::kind).distinct()).allMatch(objects::contains);
    }

    private static String section(String title) throws IOException {
        return Stream.of(Files.readString(GUIDE).split("(?m)^(?=## )"))
                .filter(section -> section.startsWith(title + "\n"))
                .collect(Collectors.joining());
    }

    private static Set<Field> rows() throws IOException {
        Set<Field> rows = new TreeSet<>();
        section("## Field by field")
                .lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.split("\\|", -1))
                .forEach(cells -> {
                    for (String kind : cells[2].strip().split(", ", -1)) {
                        CODE.matcher(cells[3])
                                .results()
                                .map(found -> found.group(1))
                                .flatMap(path -> fields(kind, path))
                                .forEach(rows::add);
                    }
                });
        assertThat(rows).hasSizeGreaterThan(60);
        return rows;
    }

    private static Stream<Field> fields(String kind, String path) {
        Stream<String> kinds = Stream.of("StatefulSet", "Deployment");
        return switch (kind) {
            case "Pod" -> kinds.map(one -> new Field(one, POD + "." + path));
            case "Container" -> kinds.map(one -> new Field(one, CONTAINER + "." + path));
            default -> Stream.of(new Field(kind, path));
        };
    }

    private static Set<Field> made() {
        Set<Field> made = new TreeSet<>();
        for (Wants worker : WORKERS) {
            for (HasMetadata object : worker.objects().objects()) {
                List<String> paths = new ArrayList<>();
                collect("", Serialization.unmarshal(Serialization.asJson(object), JsonNode.class), paths);
                paths.stream().filter(path -> !UNSAID.contains(path)).forEach(path -> {
                    made.add(new Field(object.getKind(), path));
                    // The guide speaks of the pods of both.
                    if (path.startsWith(POD)) {
                        made.add(new Field("StatefulSet", path));
                        made.add(new Field("Deployment", path));
                    }
                });
            }
        }
        return made;
    }

    private static void collect(String path, JsonNode node, List<String> paths) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), paths));
        } else if (node.isArray()) {
            node.forEach(item -> collect(path, item, paths));
        } else {
            paths.add(path);
        }
    }
}
