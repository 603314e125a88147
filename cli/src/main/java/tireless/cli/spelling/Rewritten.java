package tireless.cli.spelling;

import java.util.List;

/** What became of the arguments of a command line. */
public sealed interface Rewritten {
    /**
     * The same in the words of this command.
     *
     * @param verb what the user calls it, as {@code re-run} or {@code create}; empty where the arguments were plain already
     */
    record Plain(List<String> arguments, String verb) implements Rewritten {
        public Plain {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * It has no meaning here, or not with these options.
     *
     * @param sentence what to use instead
     */
    record Instead(String sentence) implements Rewritten {}
}
