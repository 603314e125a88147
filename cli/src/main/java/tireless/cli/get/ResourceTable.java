package tireless.cli.get;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tireless.api.ResourceView;
import tireless.cli.output.Age;
import tireless.cli.output.Cell;
import tireless.cli.output.Figures;
import tireless.cli.output.Reasons;
import tireless.cli.output.Table;
import tireless.model.ResourceKey;

/** Resources as a table with the columns that DataOS has, and more of them where it may be wide. */
final class ResourceTable {
    private ResourceTable() {}

    static Table of(List<ResourceView> resources, boolean wide, boolean tags, Instant now) {
        List<String> heading =
                new ArrayList<>(List.of("NAME", "VERSION", "TYPE", "WORKSPACE", "STATUS", "RUNTIME", "OWNER"));
        // Where all runs on the machine, nobody asks where.
        boolean computes = wide
                || resources.stream().anyMatch(one -> one.platform().cluster().isPresent());
        if (computes) {
            heading.add("COMPUTE");
        }
        if (tags) {
            heading.add("TAGS");
        }
        if (wide) {
            heading.addAll(List.of(
                    "REVISION",
                    "READY",
                    "RESTARTS",
                    "PER SECOND",
                    "BACKLOG",
                    "CPU",
                    "MEMORY",
                    "STACK",
                    "AGE",
                    "REASON"));
        }
        Table table = Table.of(heading.toArray(String[]::new));
        resources.forEach(resource -> table.add(row(resource, computes, wide, tags, now)));
        return table;
    }

    private static List<Cell> row(ResourceView resource, boolean computes, boolean wide, boolean tags, Instant now) {
        String workspace = resource.resource().workspace();
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(resource.resource().name()),
                Cell.of(resource.metadata().version()),
                Cell.of(resource.resource().type()),
                Cell.of(workspace.equals(ResourceKey.INSTANCE) ? "" : workspace),
                Cell.state(resource.listens() ? "ingress-violation" : resource.status()),
                Cell.state(resource.runtime()),
                Cell.of(resource.metadata().owner())));
        if (computes) {
            cells.add(Cell.of(resource.compute()));
        }
        if (tags) {
            cells.add(Cell.of(String.join(",", resource.metadata().tags())));
        }
        if (wide) {
            boolean runs = !resource.runtime().isEmpty();
            Figures figures = Figures.of(resource);
            cells.addAll(List.of(
                    Cell.of(resource.revision()),
                    Cell.of(runs ? resource.ready() + "/" + resource.replicas() : ""),
                    Cell.of(runs ? String.valueOf(resource.restarts()) : ""),
                    Cell.of(figures.perSecond()),
                    Cell.of(figures.backlog()),
                    Cell.of(figures.cpu()),
                    Cell.of(figures.memory()),
                    Cell.of(resource.stack()),
                    Cell.of(Age.since(resource.updatedAt(), now)),
                    Cell.of(Reasons.of(resource, now))));
        }
        return cells;
    }
}
