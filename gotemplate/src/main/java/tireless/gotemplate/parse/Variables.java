package tireless.gotemplate.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The variables that can be named at a place. */
final class Variables {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Variables() {
        add("$");
    }

    void add(String name) {
        names.add(name);
        counts.merge(name, 1, Integer::sum);
    }

    boolean has(String name) {
        return counts.containsKey(name);
    }

    int mark() {
        return names.size();
    }

    void back(int mark) {
        while (names.size() > mark) {
            counts.computeIfPresent(names.removeLast(), (_, count) -> count == 1 ? null : count - 1);
        }
    }
}
