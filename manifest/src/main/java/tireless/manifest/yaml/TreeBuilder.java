package tireless.manifest.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import tireless.manifest.problem.Problems;
import tireless.model.Location;

/**
 * Builds trees from the events of one text. Depth and size are bounded, also through aliases, so that no text can make it
 * run out of stack or memory.
 */
final class TreeBuilder {
    static final int DEEPEST = 100;
    static final int MOST_NODES = 100_000;

    private static final String TAG_PREFIX = "tag:yaml.org,2002:";
    private static final List<String> KNOWN_TAGS = List.of("str", "int", "float", "bool", "null", "map", "seq");

    private record Anchored(Node node, int size) {}

    private final String source;
    private final Iterator<Event> events;
    private final Problems problems;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private final Deque<Location> openFlows = new ArrayDeque<>();
    private int nodes;
    private int line = 1;

    TreeBuilder(String source, Iterator<Event> events, Problems problems) {
        this.source = source;
        this.events = events;
        this.problems = problems;
    }

    /** The next document that is not empty; the end of the text is empty. */
    Optional<Document> next() {
        while (events.hasNext()) {
            if (advance() instanceof DocumentStartEvent start) {
                anchors.clear();
                nodes = 0;
                openFlows.clear();
                int first = place(start).line();
                Node root = build(advance(), 0);
                Event end = advance();
                if (!(root instanceof Scalar scalar && scalar.isNull())) {
                    return Optional.of(new Document(root, first, place(end).line()));
                }
            }
        }
        return Optional.empty();
    }

    /** The last line that an event came from: where to go on after a document that is broken. */
    int line() {
        return line;
    }

    /** Where the innermost bracket that is not closed yet began. */
    Optional<Location> openFlow() {
        return Optional.ofNullable(openFlows.peek());
    }

    private void opened(CollectionStartEvent start, Location at) {
        checkTag(start.getTag(), at);
        if (start.isFlow()) {
            openFlows.push(at);
        }
    }

    private void closed(CollectionStartEvent start) {
        if (start.isFlow()) {
            openFlows.pop();
        }
    }

    private Event advance() {
        Event event = events.next();
        line = place(event).line();
        return event;
    }

    private Node build(Event event, int depth) {
        Location at = place(event);
        if (depth > DEEPEST) {
            throw new YamlRefused(
                    "too-deep", at, "more than %d levels are nested here".formatted(DEEPEST), "make it flatter");
        }
        int before = nodes;
        count(1, at);
        if (event instanceof AliasEvent alias) {
            return aliased(alias, at);
        }
        Node node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar, at);
            case SequenceStartEvent start -> sequence(start, at, depth);
            case MappingStartEvent start -> mapping(start, at, depth);
            default -> throw new YamlRefused("yaml", at, "the text ends too early", "check the end of the document");
        };
        if (event instanceof NodeEvent anchored) {
            anchored.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, nodes - before)));
        }
        return node;
    }

    private Node aliased(AliasEvent alias, Location at) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw new YamlRefused(
                    "unknown-alias",
                    at,
                    "`*%s` refers to no anchor before it"
                            .formatted(alias.getAlias().getValue()),
                    "write `&%s` at the value it stands for, or put quotes around a text that begins with *"
                            .formatted(alias.getAlias().getValue()));
        }
        count(anchored.size(), at);
        return anchored.node();
    }

    private void count(int more, Location at) {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw new YamlRefused(
                    "too-large",
                    at,
                    "the document has more than %d values, aliases included".formatted(MOST_NODES),
                    "check that this is a manifest");
        }
    }

    private Scalar scalar(ScalarEvent event, Location at) {
        Optional<String> tag = checkTag(event.getTag(), at);
        Scalar.Style style = style(event.getScalarStyle());
        if (style == Scalar.Style.PLAIN
                && tag.filter(name -> name.equals("str")).isPresent()) {
            style = Scalar.Style.QUOTED;
        }
        int lastLine = event.getEndMark().map(Mark::getLine).orElse(at.line() - 1) + 1;
        refuseHalfCharacters(event.getValue(), at);
        return Scalar.written(event.getValue(), style, at, lastLine);
    }

    /** An escape may name half of a character, which no file, process or terminal can be given. */
    private static void refuseHalfCharacters(String value, Location at) {
        boolean half =
                value.codePoints().anyMatch(code -> code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE);
        if (half) {
            throw new YamlRefused(
                    "half-character",
                    at,
                    "this text holds half of a character, an escape from \\ud800 to \\udfff alone",
                    "write the character itself, or as one \\U escape of eight digits");
        }
    }

    private Sequence sequence(SequenceStartEvent start, Location at, int depth) {
        opened(start, at);
        List<Node> items = new ArrayList<>();
        for (Event event = advance(); event.getEventId() != Event.ID.SequenceEnd; event = advance()) {
            items.add(build(event, depth + 1));
        }
        closed(start);
        return new Sequence(items, at);
    }

    private Mapping mapping(MappingStartEvent start, Location at, int depth) {
        opened(start, at);
        MappingBuilder entries = new MappingBuilder(problems);
        for (Event event = advance(); event.getEventId() != Event.ID.MappingEnd; event = advance()) {
            Node key = build(event, depth + 1);
            entries.add(key, build(advance(), depth + 1));
        }
        closed(start);
        return entries.build(at);
    }

    private Optional<String> checkTag(Optional<String> tag, Location at) {
        if (tag.isEmpty() || tag.get().equals("!")) {
            return Optional.empty();
        }
        String name = tag.get().startsWith(TAG_PREFIX) ? tag.get().substring(TAG_PREFIX.length()) : tag.get();
        if (!KNOWN_TAGS.contains(name)) {
            problems.error(
                    "unknown-tag",
                    at,
                    "the YAML tag `%s` means nothing here".formatted(name),
                    "put quotes around a text that begins with !");
        }
        return Optional.of(name);
    }

    private static Scalar.Style style(ScalarStyle style) {
        return switch (style) {
            case PLAIN, JSON_SCALAR_STYLE -> Scalar.Style.PLAIN;
            case SINGLE_QUOTED, DOUBLE_QUOTED -> Scalar.Style.QUOTED;
            case LITERAL, FOLDED -> Scalar.Style.BLOCK;
        };
    }

    private Location place(Event event) {
        return event.getStartMark()
                .map(mark -> new Location(source, mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> new Location(source, line, 1));
    }
}
