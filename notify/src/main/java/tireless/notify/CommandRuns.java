package tireless.notify;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.ResourceKey;

/** How the commands of a resource run: as its processes do. Safe for use by many threads. */
@FunctionalInterface
public interface CommandRuns {
    /**
     * How one runs.
     *
     * @param before what is put before the command, as to become another account; none where nothing is
     * @param environment all of it
     */
    record CommandRun(List<String> before, Path workingDirectory, SortedMap<String, String> environment) {
        public CommandRun {
            before = List.copyOf(before);
            environment = new TreeMap<>(environment);
        }
    }

    /**
     * That of a resource by what is desired of it, or was last.
     *
     * @param command what is to run
     * @param variables to be in its environment besides
     * @throws tireless.model.TirelessException where it can not run as it should, with what people can do
     */
    CommandRun of(ResourceKey resource, List<String> command, SortedMap<String, String> variables);
}
