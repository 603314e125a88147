package tireless.manifest.yaml;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Writes over single values of a text, and leaves all else of it as it is. */
public final class Overlay {
    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)(#.*)$");

    /** Decides what is shown of each value. */
    @FunctionalInterface
    public interface Rule {
        /**
         * What to show; the same as {@code written} leaves the value.
         *
         * @param keys those above the value, the outermost first
         * @param before the item before it in its list; blank where there is none
         * @param value what it means
         * @param written with its quotes, or with the sign and the indentation of a block
         */
        String shown(List<String> keys, String before, String value, String written);
    }

    private record Part(int end, String text) {}

    /** A value as it stands in the text. */
    private record Value(ScalarEvent scalar, List<String> keys, String before) {}

    private final int[] text;
    private final Rule rule;
    private final UnaryOperator<String> notes;
    private final Iterator<Event> events;
    private final List<Value> values = new ArrayList<>();
    /** Which of the values are in what an anchor names. */
    private final Map<Anchor, BitSet> anchored = new HashMap<>();

    private final TreeMap<Integer, Part> parts = new TreeMap<>();

    private Overlay(String text, Rule rule, UnaryOperator<String> notes) {
        this.text = text.codePoints().toArray();
        this.rule = rule;
        this.notes = notes;
        this.events = YamlText.events("", text).iterator();
    }

    /**
     * @param notes decides what is shown of each comment
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if it is no YAML
     */
    public static String of(String text, Rule rule, UnaryOperator<String> notes) {
        Overlay overlay = new Overlay(text, rule, notes);
        while (overlay.events.hasNext()) {
            overlay.node(overlay.events.next(), List.of(), "");
        }
        return overlay.written();
    }

    /** What a node is made of, and the value of a scalar; blank for all else. */
    private record Content(BitSet values, String text) {}

    private Content node(Event event, List<String> keys, String before) {
        BitSet all = new BitSet();
        String value = "";
        switch (event) {
            case ScalarEvent scalar -> {
                all.set(values.size());
                values.add(new Value(scalar, keys, before));
                show(scalar, keys, before);
                value = scalar.getValue();
            }
            case AliasEvent alias -> {
                all.or(anchored.getOrDefault(alias.getAlias(), new BitSet()));
                all.stream().mapToObj(values::get).forEach(there -> showAgain(there, keys, before));
                if (all.cardinality() == 1) {
                    value = values.get(all.nextSetBit(0)).scalar().getValue();
                }
            }
            case SequenceStartEvent _ -> {
                String last = "";
                for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
                    Content content = node(item, keys, last);
                    all.or(content.values());
                    last = content.text();
                }
            }
            case MappingStartEvent _ -> {
                for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
                    Content name = node(key, List.of(), "");
                    all.or(name.values());
                    List<String> more = new ArrayList<>(keys);
                    more.add(name.text());
                    all.or(node(events.next(), more, "").values());
                }
            }
            default -> {
                // Where a document or the text begins or ends.
            }
        }
        if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
            node.getAnchor().ifPresent(anchor -> anchored.put(anchor, all));
        }
        return new Content(all, value);
    }

    /** What stands elsewhere is shown as it may be at both places. */
    private void showAgain(Value there, List<String> keys, String before) {
        List<String> more = new ArrayList<>(keys);
        more.addAll(there.keys());
        show(there.scalar(), more, there.before().isEmpty() ? before : there.before());
    }

    private void show(ScalarEvent scalar, List<String> keys, String before) {
        int from = begin(scalar.getStartMark().map(Mark::getIndex).orElse(0));
        int end = scalar.getEndMark().map(Mark::getIndex).orElse(0);
        while (end > from && isBlank(text[end - 1])) {
            end--;
        }
        String written = end > from ? new String(text, from, end - from) : "";
        String shown = rule.shown(keys, before, scalar.getValue(), written);
        Part other = parts.get(from);
        // At two places the shorter one shows less.
        if (end > from && (other == null || shown.length() < other.text().length())) {
            parts.put(from, new Part(end, shown));
        }
    }

    /** Behind the anchor and the tag, which stay. */
    private int begin(int start) {
        int at = start;
        while (at < text.length && (text[at] == '&' || text[at] == '!')) {
            while (at < text.length && !isBlank(text[at])) {
                at++;
            }
            at = afterBlanks(at);
        }
        return at;
    }

    private int afterBlanks(int start) {
        int at = start;
        while (at < text.length && (isBlank(text[at]) || text[at] == '#')) {
            if (text[at] == '#') {
                while (at < text.length && text[at] != '\n') {
                    at++;
                }
            } else {
                at++;
            }
        }
        return at;
    }

    /** Other blanks are a part of what is written (reference: YAML 1.2, 5.4 and 5.5). */
    private static boolean isBlank(int character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }

    private String written() {
        StringBuilder all = new StringBuilder();
        int done = 0;
        for (Map.Entry<Integer, Part> part : parts.entrySet()) {
            all.append(between(done, part.getKey())).append(part.getValue().text());
            done = part.getValue().end();
        }
        return all.append(between(done, text.length)).toString();
    }

    /** What is between two values has signs and comments only. */
    private String between(int from, int end) {
        return COMMENT.matcher(new String(text, from, end - from))
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + notes.apply(found.group(2))));
    }
}
