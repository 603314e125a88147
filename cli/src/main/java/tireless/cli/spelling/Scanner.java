package tireless.cli.spelling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes arguments apart, once for the verb, which flags may precede, and once for the flags that the verb has. */
final class Scanner {
    /** What users write before the verb: {@code -i "…" --node n log}. */
    static final Set<Flag> BEFORE = Set.of(
            Flag.TYPE,
            Flag.NAME,
            Flag.VERSION,
            Flag.WORKSPACE,
            Flag.IDENTIFIER,
            Flag.ID,
            Flag.FILE,
            Flag.NODE,
            Flag.CONTAINER,
            Flag.INSECURE);

    private static final String GROUP = "resource";

    private final List<Verb> verbs;
    private final List<String> arguments;

    Scanner(List<Verb> verbs, List<String> arguments) {
        this.verbs = verbs;
        this.arguments = arguments;
    }

    /** The line of the longest verb that stands where a verb may stand; empty where there is none. */
    Optional<Spelled> scan() {
        int at = firstWord();
        if (at < 0) {
            return Optional.empty();
        }
        // `resource run` is a verb of its own; in front of the others the word says nothing.
        return longest(at)
                .filter(verb -> !verb.words().equals(List.of(GROUP)))
                .or(() -> arguments.get(at).equals(GROUP) ? longest(at + 1) : Optional.empty())
                .or(() -> longest(at))
                .map(verb -> flags(verb, others(at, verb)));
    }

    private Optional<Verb> longest(int at) {
        return verbs.stream()
                .filter(verb -> stands(verb, at))
                .max(Comparator.comparingInt(verb -> verb.words().size()));
    }

    /** All but the words of the verb, and the group before it. */
    private List<String> others(int at, Verb verb) {
        int first = stands(verb, at) ? at : at + 1;
        List<String> others = new ArrayList<>(arguments.subList(0, at));
        others.addAll(arguments.subList(first + verb.words().size(), arguments.size()));
        return others;
    }

    private boolean stands(Verb verb, int at) {
        int end = at + verb.words().size();
        return end <= arguments.size() && arguments.subList(at, end).equals(verb.words());
    }

    private int firstWord() {
        for (int at = 0; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            if (!argument.startsWith("-")) {
                return at;
            }
            boolean valueFollows = BEFORE.stream()
                    .anyMatch(flag -> flag.takesValue() && flag.names().contains(argument));
            if (valueFollows) {
                at++;
            }
        }
        return -1;
    }

    private static Spelled flags(Verb verb, List<String> others) {
        List<Spelled.Given> given = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (int at = 0; at < others.size(); at++) {
            String argument = others.get(at);
            if (argument.equals("--")) {
                rest.addAll(others.subList(at, others.size()));
                break;
            }
            int equals = argument.startsWith("-") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            Optional<Flag> flag = verb.flag(name);
            if (flag.isEmpty()) {
                rest.add(argument);
            } else if (!flag.get().takesValue()) {
                boolean off = equals >= 0 && argument.substring(equals + 1).equals("false");
                if (!off) {
                    given.add(new Spelled.Given(flag.get(), ""));
                }
            } else if (equals >= 0) {
                given.add(new Spelled.Given(flag.get(), argument.substring(equals + 1)));
            } else if (at + 1 < others.size()) {
                at++;
                given.add(new Spelled.Given(flag.get(), others.get(at)));
            } else {
                // The plain command says that its value is missing.
                rest.add(argument);
            }
        }
        return new Spelled(verb, given, rest);
    }
}
