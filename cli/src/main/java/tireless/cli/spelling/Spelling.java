package tireless.cli.spelling;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tireless.model.TirelessException;

/**
 * Turns a command line in the spelling of DataOS into a plain one. Lines that are plain already stay as they are.
 *
 * @param plain the plain commands, each with the names of all its options
 * @param always whether a line that both understand is DataOS's
 */
public record Spelling(Map<String, Set<String>> plain, boolean always) {
    public Spelling {
        plain = Map.copyOf(plain);
    }

    /** @throws TirelessException for a resource that is named in no form that there is */
    public Rewritten rewrite(List<String> arguments) {
        // First what costs least: most lines are plain, and nothing of DataOS is needed for them.
        if (!always && isPlain(arguments)) {
            return new Rewritten.Plain(arguments, "");
        }
        return new Scanner(Verbs.ALL, arguments)
                .scan()
                .map(spelled -> spelled.verb().meaning().apply(spelled))
                .orElseGet(() -> new Rewritten.Plain(arguments, ""));
    }

    /** Whether its first word is a plain command, which has every option of this line. */
    private boolean isPlain(List<String> arguments) {
        Set<String> options = arguments.isEmpty() ? null : plain.get(arguments.getFirst());
        return options != null
                && arguments.stream()
                        .skip(1)
                        .takeWhile(argument -> !argument.equals("--"))
                        .filter(argument -> argument.startsWith("-") && argument.length() > 1)
                        .map(argument ->
                                argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument)
                        .allMatch(argument -> options.contains(argument) || isNumber(argument));
    }

    /** A value, such as {@code -1}: all lines. */
    private static boolean isNumber(String argument) {
        return argument.chars().skip(1).allMatch(Character::isDigit);
    }
}
