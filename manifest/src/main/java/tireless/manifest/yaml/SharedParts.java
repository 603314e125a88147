package tireless.manifest.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tireless.manifest.source.SourceText;
import tireless.model.Location;

/** The parts of a text that stand for several places: each is named by an anchor, and an alias refers to it. */
public final class SharedParts {
    private record Part(Mark from, Mark to) {}

    private final List<Part> parts;

    private SharedParts(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Those of {@code source}, up to where it is no YAML. */
    public static SharedParts of(SourceText source) {
        List<Part> shared = new ArrayList<>();
        if (source.text().indexOf('*') >= 0) {
            try {
                collect(source, shared);
            } catch (YamlEngineException _) {
                // What is broken was reported when the text was read; there is no part behind that place.
            }
        }
        return new SharedParts(shared);
    }

    private static void collect(SourceText source, List<Part> shared) {
        Map<Anchor, Part> anchored = new HashMap<>();
        Deque<CollectionStartEvent> open = new ArrayDeque<>();
        for (Event event : YamlText.events(source.name(), source.text())) {
            switch (event) {
                case AliasEvent alias ->
                    Optional.ofNullable(anchored.get(alias.getAlias())).ifPresent(shared::add);
                case CollectionStartEvent start -> open.push(start);
                case CollectionEndEvent end -> remember(open.pop(), end, anchored);
                case NodeEvent node -> remember(node, node, anchored);
                default -> {}
            }
        }
    }

    private static void remember(NodeEvent node, Event end, Map<Anchor, Part> anchored) {
        node.getAnchor()
                .ifPresent(anchor -> node.getStartMark()
                        .ifPresent(from -> end.getEndMark().ifPresent(to -> anchored.put(anchor, new Part(from, to)))));
    }

    /** Whether {@code place} is in one of them. */
    public boolean contain(Location place) {
        return parts.stream().anyMatch(part -> compare(part.from(), place) <= 0 && compare(part.to(), place) > 0);
    }

    private static int compare(Mark mark, Location place) {
        return mark.getLine() == place.line() - 1
                ? Integer.compare(mark.getColumn(), place.column() - 1)
                : Integer.compare(mark.getLine(), place.line() - 1);
    }
}
