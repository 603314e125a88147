package tireless.cli.describe;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import tireless.api.Description;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.cli.output.Age;
import tireless.cli.output.EventLines;
import tireless.cli.output.Figures;
import tireless.cli.output.ObjectiveTable;
import tireless.cli.output.ProbeTable;
import tireless.cli.output.Reasons;
import tireless.cli.output.ReplicaTable;
import tireless.cli.output.Tone;
import tireless.cli.output.VolumeWords;
import tireless.manifest.problem.TerminalText;
import tireless.model.Metadata;
import tireless.model.Plural;

/** A description for people: sections with indented lines, the most asked-for first. */
final class DescriptionText {
    private final boolean colour;
    private final Instant now;
    private final boolean withManifest;
    private final EventLines events;

    DescriptionText(boolean colour, ZoneId zone, Instant now, boolean withManifest) {
        this.colour = colour;
        this.now = now;
        this.withManifest = withManifest;
        this.events = new EventLines(zone, now, colour);
    }

    String of(Description description) {
        StringBuilder out = new StringBuilder();
        ResourceView resource = description.resource();
        out.append(Tone.STRONG.of(safe(resource.resource().toString()), colour)).append('\n');
        state(out, resource, description.rollout());
        use(out, description);
        about(out, resource.metadata());
        section(out, "Desired");
        desired(out, description);
        if (!resource.observed().isEmpty()) {
            section(out, "Observed");
            ReplicaTable.of(resource.observed(), now)
                    .lines(colour)
                    .forEach(line -> out.append("  ").append(line).append('\n'));
            throughput(out, resource);
        }
        if (resource.observed().stream().anyMatch(replica -> !replica.probes().isEmpty())) {
            section(out, "Probes");
            ProbeTable.of(resource.observed())
                    .lines(colour)
                    .forEach(line -> out.append("  ").append(line).append('\n'));
        }
        if (!resource.objectives().isEmpty()) {
            section(out, "Objectives");
            ObjectiveTable.of(resource.objectives(), now)
                    .lines(colour)
                    .forEach(line -> out.append("  ").append(line).append('\n'));
        }
        section(out, "What happened last");
        if (description.events().isEmpty()) {
            out.append("  nothing\n");
        }
        description
                .events()
                .reversed()
                .forEach(event -> out.append("  ").append(events.of(event)).append('\n'));
        if (!description.lastLines().isEmpty()) {
            section(out, "Last lines");
            description
                    .lastLines()
                    .forEach(line -> out.append("  ")
                            .append(Tone.DIM.of(safe(line.replica()) + " |", colour))
                            .append(' ')
                            .append(safe(line.text()))
                            .append('\n'));
        }
        if (withManifest) {
            section(out, "Manifest");
            description
                    .manifest()
                    .lines()
                    .forEach(line -> out.append("  ").append(safe(line)).append('\n'));
        }
        return out.toString();
    }

    private void state(StringBuilder out, ResourceView resource, String rollout) {
        line(out, "status", Tone.ofState(resource.status()).of(resource.status(), colour));
        String reason = Reasons.of(resource, now);
        if (!reason.isEmpty()) {
            line(out, "because", safe(reason));
        }
        if (!resource.runtime().isEmpty()) {
            line(out, "runtime", Tone.ofState(resource.runtime()).of(safe(resource.runtime()), colour));
        }
        if (!rollout.isEmpty()) {
            line(out, "roll-out", safe(rollout));
        }
        resource.platform()
                .cluster()
                .ifPresent(cluster -> line(
                        out,
                        "compute",
                        safe(ClusterWords.place(cluster, resource.resource().name()))));
        resource.platform()
                .cluster()
                .ifPresent(cluster -> line(out, "count", safe("set by " + ClusterWords.owner(cluster.countOwner()))));
        remarks(resource).forEach(remark -> line(out, "runs with", safe(remark)));
    }

    /** How its replicas run, and which of them where not all do. */
    private static List<String> remarks(ResourceView resource) {
        SequencedMap<String, List<String>> replicas = new LinkedHashMap<>();
        resource.observed()
                .forEach(replica -> replica.remarks()
                        .forEach(remark -> replicas.computeIfAbsent(remark, _ -> new ArrayList<>())
                                .add(replica.name())));
        return replicas.entrySet().stream()
                .map(entry -> entry.getValue().size() == resource.observed().size()
                        ? entry.getKey()
                        : "%s (%s)".formatted(entry.getKey(), String.join(", ", entry.getValue())))
                .toList();
    }

    /** What a volume holds, and who needs what is there to be used. */
    private void use(StringBuilder out, Description description) {
        description.volume().ifPresent(volume -> {
            line(out, "holds", safe("%s of %s".formatted(VolumeWords.held(volume), volume.size())));
            volume.paths().forEach(path -> line(out, "path", safe(path)));
        });
        description.usedBy().ifPresent(users -> line(out, "used by", safe(users(users))));
    }

    private static String users(List<ResourceRef> users) {
        return users.isEmpty()
                ? "nobody"
                : users.stream().map(ResourceRef::toString).collect(Collectors.joining(", "));
    }

    private void about(StringBuilder out, Metadata metadata) {
        metadata.title().ifPresent(title -> line(out, "title", safe(title)));
        metadata.description().ifPresent(text -> line(out, "about", safe(text)));
        line(out, "owner", safe(metadata.owner()));
        if (!metadata.tags().isEmpty()) {
            line(out, "tags", safe(String.join(", ", metadata.tags())));
        }
    }

    private void desired(StringBuilder out, Description description) {
        ResourceView resource = description.resource();
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put(
                "revision",
                "%d, since %s (%s ago)"
                        .formatted(
                                resource.revision(),
                                events.time(resource.updatedAt()),
                                Age.since(resource.updatedAt(), now)));
        if (!resource.runtime().isEmpty()) {
            fields.put("power", resource.power().name().toLowerCase(Locale.ROOT));
            resource.scaledTo()
                    .ifPresent(count -> fields.put(
                            description.fields().keySet().stream().anyMatch(path -> path.startsWith("scaling."))
                                    ? "set by its load"
                                    : "set by hand",
                            Plural.of(count, "replica")));
        }
        fields.putAll(description.fields());
        int width = fields.keySet().stream().mapToInt(TerminalText::width).max().orElse(0);
        fields.forEach((path, value) -> field(out, safe(path), value, width));
    }

    private static void field(StringBuilder out, String path, String value, int width) {
        List<String> lines = value.lines().map(DescriptionText::safe).toList();
        String first = lines.isEmpty() ? "" : lines.getFirst();
        out.append("  ").append(path).append(" ".repeat(Math.max(0, width - TerminalText.width(path)) + 2));
        out.append(first).append('\n');
        lines.stream()
                .skip(1)
                .forEach(more -> out.append(" ".repeat(width + 4)).append(more).append('\n'));
    }

    private static void throughput(StringBuilder out, ResourceView resource) {
        Figures figures = Figures.of(resource);
        StringBuilder line = new StringBuilder();
        figure(line, figures.perSecond(), "per second");
        figure(line, figures.processed(), "processed");
        figure(line, figures.errors(), figures.errors().equals("1") ? "error" : "errors");
        figure(line, figures.backlog(), "waiting");
        figure(line, figures.cpu(), "of a core");
        figure(line, figures.memory(), "of memory");
        Optional.of(line.toString())
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> out.append("  together: ").append(text).append('\n'));
    }

    private static void figure(StringBuilder line, String figure, String what) {
        if (!figure.isEmpty()) {
            line.append(line.isEmpty() ? "" : ", ").append(figure).append(' ').append(what);
        }
    }

    private void section(StringBuilder out, String title) {
        out.append('\n').append(Tone.STRONG.of(title, colour)).append('\n');
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append("  ")
                .append(name)
                .append(" ".repeat(Math.max(1, 10 - name.length())))
                .append(value)
                .append('\n');
    }

    private static String safe(String text) {
        return TerminalText.of(text);
    }
}
