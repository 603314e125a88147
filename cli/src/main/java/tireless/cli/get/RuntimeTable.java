package tireless.cli.get;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tireless.api.ResourceView;
import tireless.cli.output.Cell;
import tireless.cli.output.ReplicaTable;
import tireless.cli.output.Table;

/** What runs of resources, as tables: who each is, how it runs, its replicas. */
final class RuntimeTable {
    private RuntimeTable() {}

    static String of(List<ResourceView> found, boolean colour, Instant now) {
        return found.isEmpty()
                ? "nothing runs here\n"
                : found.stream().map(resource -> of(resource, colour, now)).collect(Collectors.joining("\n"));
    }

    private static String of(ResourceView resource, boolean colour, Instant now) {
        Table identity = Table.of("NAME", "VERSION", "TYPE", "WORKSPACE", "TITLE", "STACK", "OWNER");
        identity.add(List.of(
                Cell.of(resource.resource().name()),
                Cell.of(resource.metadata().version()),
                Cell.of(resource.resource().type()),
                Cell.of(resource.resource().workspace()),
                Cell.of(resource.metadata().title().orElse("")),
                Cell.of(resource.stack()),
                Cell.of(resource.metadata().owner())));
        boolean cluster = resource.platform().cluster().isPresent();
        Table runtime = cluster
                ? Table.of("RUNTIME", "READY REPLICAS", "REPLICAS", "COMPUTE")
                : Table.of("RUNTIME", "READY REPLICAS", "REPLICAS");
        List<Cell> row = new ArrayList<>(List.of(
                Cell.state(resource.runtime()), Cell.of(resource.ready()), Cell.of(resource.replicas())));
        if (cluster) {
            row.add(Cell.of(resource.compute()));
        }
        runtime.add(row);
        return identity.text(colour)
                + "\n"
                + runtime.text(colour)
                + (resource.observed().isEmpty()
                        ? ""
                        : "\n" + ReplicaTable.of(resource.observed(), now).text(colour));
    }
}
