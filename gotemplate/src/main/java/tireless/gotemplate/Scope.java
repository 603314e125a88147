package tireless.gotemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.gotemplate.value.Value;

/** The variables of one template while it is carried out; the newest of a name hides the others. */
final class Scope {
    private final List<Variable> variables = new ArrayList<>();

    /** Only `$`, which is the dot that the template began with. */
    Scope(Value dot) {
        declare("$", dot);
    }

    void declare(String name, Value value) {
        variables.add(new Variable(name, value));
    }

    /** False if there is no such variable. */
    boolean assign(String name, Value value) {
        for (int at = variables.size() - 1; at >= 0; at--) {
            if (variables.get(at).name().equals(name)) {
                variables.set(at, new Variable(name, value));
                return true;
            }
        }
        return false;
    }

    /** Gives the variable that was declared that many before the last one another value. */
    void setFromTop(int back, Value value) {
        int at = variables.size() - 1 - back;
        variables.set(at, new Variable(variables.get(at).name(), value));
    }

    Optional<Value> value(String name) {
        for (int at = variables.size() - 1; at >= 0; at--) {
            if (variables.get(at).name().equals(name)) {
                return Optional.of(variables.get(at).value());
            }
        }
        return Optional.empty();
    }

    int mark() {
        return variables.size();
    }

    /** Forgets what was declared since then. */
    void back(int mark) {
        variables.subList(mark, variables.size()).clear();
    }

    private record Variable(String name, Value value) {}
}
