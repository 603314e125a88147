package tireless.cli.describe;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tireless.api.Description;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.kind.Job;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.ServiceManifest;
import tireless.manifest.kind.Task;
import tireless.manifest.kind.TopologyStep;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.kind.WorkflowManifest;
import tireless.manifest.source.Sources;

/** The {@code topology} of resources as a graph in the language DOT (graphviz.org, "DOT Language"): steps, and what flows from one to another. */
final class TopologyGraph {
    /** The types of resources that may have one. */
    static final Set<String> TYPES = Set.of("worker", "service", "workflow");

    private TopologyGraph() {}

    /** One graph with a cluster for each resource; a resource without a topology is one step. */
    static String of(List<Description> resources) {
        StringBuilder dot = new StringBuilder("digraph topology {\n  rankdir=LR;\n  node [shape=box];\n");
        for (int i = 0; i < resources.size(); i++) {
            String name = resources.get(i).resource().resource().toString();
            dot.append("  subgraph cluster_%d {\n    label=%s;\n".formatted(i, quoted(name)));
            List<TopologyStep> steps = steps(resources.get(i).manifest());
            if (steps.isEmpty()) {
                dot.append("    %s;\n".formatted(quoted(name)));
            }
            for (TopologyStep step : steps) {
                dot.append("    %s [label=%s%s];\n"
                        .formatted(
                                quoted(name + "/" + step.name()),
                                quoted(step.name() + "\n" + step.type()),
                                step.doc()
                                        .map(doc -> ", tooltip=" + quoted(doc))
                                        .orElse("")));
            }
            for (TopologyStep step : steps) {
                step.dependencies()
                        .forEach(before -> dot.append("    %s -> %s;\n"
                                .formatted(quoted(name + "/" + before), quoted(name + "/" + step.name()))));
            }
            dot.append("  }\n");
        }
        return dot.append("}\n").toString();
    }

    private static List<TopologyStep> steps(String manifest) {
        ReadOptions options = ReadOptions.of(Purpose.LINT, Map.of()).asLenient().withoutInterpolation();
        return ManifestReader.read(Sources.of("manifest", Path.of("/"), manifest), options).all().stream()
                .flatMap(TopologyGraph::tasks)
                .flatMap(task -> task.topology().stream())
                .toList();
    }

    private static Stream<Task> tasks(Manifest manifest) {
        return switch (manifest) {
            case WorkerManifest worker -> Stream.of(worker.worker().task());
            case ServiceManifest service -> Stream.of(service.service().task());
            case WorkflowManifest workflow ->
                workflow.workflow().dag().stream().map(Job::task).flatMap(task -> task.stream());
            default -> Stream.of();
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
