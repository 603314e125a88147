package tireless.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Tells lines of one replica that were shown already from new ones, where a stream of them is opened anew: it begins with lines of
 * before, as far as the server goes back. Lines have no number, so their text decides; where nothing fits, all count as new.
 */
final class Overlap {
    /** How many lines are remembered, and how far a stream that is opened anew goes back. */
    static final int LINES = 1000;

    private final Deque<String> shown = new ArrayDeque<>();
    private List<String> before = List.of();
    private List<Integer> places = List.of();
    private int matched;
    private boolean matching;

    /** What became of one line. */
    record Verdict(List<String> fresh, boolean gap) {
        private static final Verdict OLD = new Verdict(List.of(), false);
    }

    /** A stream begins anew. */
    void begin() {
        before = new ArrayList<>(shown);
        places = IntStream.range(0, before.size()).boxed().toList();
        matched = 0;
        matching = !before.isEmpty();
    }

    /** The lines that are new now that {@code line} has come; those of a wrong guess come late, and none is left out. */
    Verdict next(String line) {
        if (!matching) {
            remember(line);
            return new Verdict(List.of(line), false);
        }
        List<Integer> next = new ArrayList<>();
        boolean complete = false;
        for (int place : places) {
            if (place == before.size()) {
                complete = true;
            } else if (before.get(place).equals(line)) {
                next.add(place + 1);
            }
        }
        if (!next.isEmpty()) {
            if (complete) {
                // The same lines again and again: which of them is the last one can not be told.
                next.add(before.size());
            }
            places = next;
            matched++;
            return Verdict.OLD;
        }
        matching = false;
        List<String> fresh = new ArrayList<>();
        if (!complete) {
            fresh.addAll(held());
        }
        fresh.add(line);
        fresh.forEach(this::remember);
        return new Verdict(fresh, !complete);
    }

    private List<String> held() {
        OptionalInt end = places.stream().mapToInt(Integer::intValue).findFirst();
        return matched == 0 || end.isEmpty() ? List.of() : before.subList(end.getAsInt() - matched, end.getAsInt());
    }

    private void remember(String line) {
        if (shown.size() == LINES) {
            shown.removeFirst();
        }
        shown.addLast(line);
    }
}
