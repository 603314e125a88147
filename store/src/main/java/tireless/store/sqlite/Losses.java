package tireless.store.sqlite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Plural;
import tireless.model.ResourceKey;

/** Counts dropped events until the journal itself says so. Not safe for several threads: the queue's lock guards it. */
final class Losses {
    /** @param last the newest one dropped, for its time and uid */
    private record Loss(long count, Event last) {
        Loss and(Loss later) {
            return new Loss(count + later.count, later.last);
        }
    }

    private final Map<ResourceKey, Loss> open = new LinkedHashMap<>();
    private final Map<ResourceKey, Loss> underWay = new LinkedHashMap<>();
    private long total;

    void add(Event dropped) {
        total++;
        open.merge(dropped.resource(), new Loss(1, dropped), Loss::and);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    long total() {
        return total;
    }

    /** The events that say what was lost; {@link #done} or {@link #undo} must follow. */
    List<Event> begin() {
        underWay.putAll(open);
        open.clear();
        List<Event> warnings = new ArrayList<>();
        underWay.values().forEach(loss -> warnings.add(warning(loss)));
        return warnings;
    }

    void done() {
        underWay.clear();
    }

    void undo() {
        Map<ResourceKey, Loss> later = new LinkedHashMap<>(open);
        open.clear();
        open.putAll(underWay);
        later.forEach((key, loss) -> open.merge(key, loss, Loss::and));
        underWay.clear();
    }

    private static Event warning(Loss loss) {
        Event last = loss.last();
        String what = "%s up to here %s not recorded, because the store could not keep up"
                .formatted(Plural.of(loss.count(), "event"), loss.count() == 1 ? "was" : "were");
        return new Event(last.at(), last.resource(), last.uid(), last.ordinal(), new Happening.Warned(what));
    }
}
