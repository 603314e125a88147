package tireless.manifest.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Writes over single values of a text, and leaves all else of it as it is. */
public final class Overlay {
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

    private final int[] text;
    private final Rule rule;
    private final Iterator<Event> events;
    private final Map<Anchor, ScalarEvent> anchored = new HashMap<>();
    private final TreeMap<Integer, Part> parts = new TreeMap<>();

    private Overlay(String text, Rule rule) {
        this.text = text.codePoints().toArray();
        this.rule = rule;
        this.events = YamlText.events("", text).iterator();
    }

    /** @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if it is no YAML */
    public static String of(String text, Rule rule) {
        Overlay overlay = new Overlay(text, rule);
        while (overlay.events.hasNext()) {
            overlay.node(overlay.events.next(), List.of(), "");
        }
        return overlay.written();
    }

    /** The value of a scalar; blank for all else. */
    private String node(Event event, List<String> keys, String before) {
        switch (event) {
            case ScalarEvent scalar -> {
                scalar.getAnchor().ifPresent(anchor -> anchored.put(anchor, scalar));
                value(scalar, keys, before);
                return scalar.getValue();
            }
            case AliasEvent alias -> {
                ScalarEvent scalar = anchored.get(alias.getAlias());
                if (scalar != null) {
                    value(scalar, keys, before);
                    return scalar.getValue();
                }
            }
            case SequenceStartEvent _ -> {
                String last = "";
                for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
                    last = node(item, keys, last);
                }
            }
            case MappingStartEvent _ -> {
                for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
                    List<String> more = new ArrayList<>(keys);
                    more.add(node(key, List.of(), ""));
                    node(events.next(), more, "");
                }
            }
            default -> {
                // Where a document or the text begins or ends.
            }
        }
        return "";
    }

    private void value(ScalarEvent scalar, List<String> keys, String before) {
        int from = scalar.getStartMark().map(Mark::getIndex).orElse(0);
        int end = scalar.getEndMark().map(Mark::getIndex).orElse(0);
        while (end > from && Character.isWhitespace(text[end - 1])) {
            end--;
        }
        String written = new String(text, from, end - from);
        String shown = rule.shown(keys, before, scalar.getValue(), written);
        if (!shown.equals(written)) {
            parts.put(from, new Part(end, shown));
        }
    }

    private String written() {
        StringBuilder all = new StringBuilder();
        int done = 0;
        for (Map.Entry<Integer, Part> part : parts.entrySet()) {
            all.append(new String(text, done, part.getKey() - done))
                    .append(part.getValue().text());
            done = part.getValue().end();
        }
        return all.append(new String(text, done, text.length - done)).toString();
    }
}
