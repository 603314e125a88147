package tireless.runtime.process.provision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.RunSpec;

/**
 * A run as it is started on this machine. Its environment may hold values of secrets.
 *
 * @param before what the command is put behind
 * @param onMachine the command with the paths of this machine, to be looked at before the start
 * @param paths in which way the platform's paths are there, for people; empty where it is given nothing
 * @param hidden what must not be told to people: values of secrets, by some name
 * @param warnings what is not as it was asked for, for people
 */
public record Fitted(
        RunSpec run,
        List<String> before,
        List<String> onMachine,
        Optional<String> paths,
        Map<String, String> hidden,
        List<String> warnings) {
    public Fitted {
        before = List.copyOf(before);
        onMachine = List.copyOf(onMachine);
        hidden = Map.copyOf(hidden);
        warnings = List.copyOf(warnings);
    }

    /** The same with further variables. */
    Fitted with(Map<String, String> variables) {
        SortedMap<String, String> all = new TreeMap<>(run.environment());
        all.putAll(variables);
        return new Fitted(run.withEnvironment(all), before, onMachine, paths, hidden, warnings);
    }

    /** A run that is given nothing. */
    static Fitted plain(RunSpec run) {
        return new Fitted(run, List.of(), run.command(), Optional.empty(), Map.of(), List.of());
    }

    @Override
    public String toString() {
        return "Fitted[%s]".formatted(paths);
    }
}
