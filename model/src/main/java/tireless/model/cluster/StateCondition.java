package tireless.model.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Stack says of the state of the object that it makes, in the language of Argo: requirements on fields, of which all hold, as
 * {@code status.jobStatus.state == FINISHED,status.lifecycleState == STABLE}. A field is named by its path; a number in it is the place in a
 * list.
 *
 * @param text as written
 * @param requirements not empty
 */
public record StateCondition(String text, List<Requirement> requirements) {
    private static final String PATH = "[A-Za-z0-9_][-A-Za-z0-9_./]*";
    private static final String VALUE = "[-A-Za-z0-9_.]*";
    private static final Pattern COMPARED = Pattern.compile("(" + PATH + ")\\s*(==|=|!=|>|<)\\s*(" + VALUE + ")");
    private static final Pattern AMONG =
            Pattern.compile("(" + PATH + ")\\s+(in|notin)\\s*\\(\\s*(" + VALUE + "(?:\\s*,\\s*" + VALUE + ")*)\\s*\\)");
    private static final Pattern THERE = Pattern.compile("(!?)\\s*(" + PATH + ")");

    /** Between two requirements: no comma of a list. */
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    public StateCondition {
        requirements = List.copyOf(requirements);
    }

    /** What one field must be. */
    public sealed interface Requirement {
        String path();

        /** Of a field that is there, or is not. */
        boolean holds(Optional<String> value);

        /** It has one of these values, or with {@code not} none of them. */
        record Among(String path, List<String> values, boolean not) implements Requirement {
            public Among {
                values = List.copyOf(values);
            }

            @Override
            public boolean holds(Optional<String> value) {
                return value.map(values::contains).orElse(false) != not;
            }
        }

        /** It is a number beyond a bound. */
        record Beyond(String path, long bound, boolean greater) implements Requirement {
            @Override
            public boolean holds(Optional<String> value) {
                return value.filter(text -> text.matches("-?[0-9]{1,18}"))
                        .map(Long::parseLong)
                        .filter(number -> greater ? number > bound : number < bound)
                        .isPresent();
            }
        }

        /** It is there, or with {@code not} it is not. */
        record There(String path, boolean not) implements Requirement {
            @Override
            public boolean holds(Optional<String> value) {
                return value.isPresent() != not;
            }
        }
    }

    /** Reads one; empty where it is none. */
    public static Optional<StateCondition> parse(String text) {
        List<Requirement> requirements = new ArrayList<>();
        for (String part : COMMA.split(text, -1)) {
            Optional<Requirement> requirement = requirement(part.strip());
            if (requirement.isEmpty()) {
                return Optional.empty();
            }
            requirements.add(requirement.get());
        }
        return Optional.of(new StateCondition(text.strip(), requirements));
    }

    private static Optional<Requirement> requirement(String part) {
        Matcher compared = COMPARED.matcher(part);
        if (compared.matches()) {
            return compared(compared.group(1), compared.group(2), compared.group(3));
        }
        Matcher among = AMONG.matcher(part);
        if (among.matches()) {
            List<String> values = List.of(among.group(3).split("\\s*,\\s*", -1));
            return Optional.of(
                    new Requirement.Among(among.group(1), values, among.group(2).equals("notin")));
        }
        Matcher there = THERE.matcher(part);
        return there.matches()
                ? Optional.of(
                        new Requirement.There(there.group(2), !there.group(1).isEmpty()))
                : Optional.empty();
    }

    private static Optional<Requirement> compared(String path, String operator, String value) {
        return switch (operator) {
            case ">", "<" ->
                value.matches("-?[0-9]{1,18}")
                        ? Optional.of(new Requirement.Beyond(path, Long.parseLong(value), operator.equals(">")))
                        : Optional.empty();
            default -> Optional.of(new Requirement.Among(path, List.of(value), operator.equals("!=")));
        };
    }

    /** @param field the value of a field as text, by its path; empty where there is none */
    public boolean holds(Function<String, Optional<String>> field) {
        return requirements.stream().allMatch(one -> one.holds(field.apply(one.path())));
    }
}
