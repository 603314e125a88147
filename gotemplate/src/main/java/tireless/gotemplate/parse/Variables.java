package tireless.gotemplate.parse;

import java.util.ArrayList;
import java.util.List;

/** The variables that can be named at a place. */
final class Variables {
    private final List<String> names = new ArrayList<>(List.of("$"));

    void add(String name) {
        names.add(name);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    int mark() {
        return names.size();
    }

    void back(int mark) {
        names.subList(mark, names.size()).clear();
    }
}
