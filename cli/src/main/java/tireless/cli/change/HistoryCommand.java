package tireless.cli.change;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.FieldView;
import tireless.api.RevisionView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Cell;
import tireless.cli.output.EventLines;
import tireless.cli.output.Output;
import tireless.cli.output.Table;
import tireless.cli.output.Tone;
import tireless.cli.target.Targets;
import tireless.json.Form;

/** Lists the revisions of a resource, also of one that was deleted. */
public final class HistoryCommand {
    private static final String SCALING = "scaling.";
    private static final String LEAST = "scaling.minReplicaCount";
    private static final String MOST = "scaling.maxReplicaCount";
    private static final Pattern TRIGGER_TYPE = Pattern.compile("scaling\\.triggers\\[\\d+\\]\\.type");

    private final Context context;
    private final Targets targets = Targets.toActOn();
    private final Output output = Output.ofDocuments();
    private final OptionSpec manifest = Arguments.flag("show each revision's manifest", "--manifest");

    public HistoryCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command("history", "List the revisions of a resource, newest first.", this::call)
                .addOption(manifest);
        targets.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        List<RevisionView> revisions = context.server().history(targets.one()).stream()
                .sorted(Comparator.comparing(RevisionView::createdAt)
                        .thenComparingInt(RevisionView::number)
                        .reversed())
                .toList();
        output.print(
                context.terminal().out(),
                List.of(),
                () -> Form.empty().withEach("items", revisions, RevisionView::form),
                _ -> people(revisions));
        return ExitStatus.OK;
    }

    private String people(List<RevisionView> revisions) {
        boolean colour = context.terminal().colour();
        EventLines times = new EventLines(ZoneId.systemDefault(), Instant.now(), colour);
        Table table = Table.of("REVISION", "APPLIED", "OWNER", "STATE", "CHANGED");
        for (RevisionView revision : revisions) {
            table.add(List.of(
                    Cell.of(revision.number()),
                    Cell.of(times.time(revision.createdAt())),
                    Cell.of(revision.metadata().owner()),
                    revision.deletedAt()
                            .map(at -> new Cell("deleted " + times.time(at), Tone.DOUBT))
                            .orElseGet(() -> revision.current() ? new Cell("desired", Tone.GOOD) : Cell.of("")),
                    Cell.of(changed(revision.fields()))));
        }
        return table.text(colour) + (Arguments.isSet(manifest) ? manifests(revisions) : "");
    }

    private static String manifests(List<RevisionView> revisions) {
        return revisions.stream()
                .map(revision -> "\n# revision %d\n".formatted(revision.number())
                        + revision.manifest().stripTrailing()
                        + "\n")
                .collect(Collectors.joining());
    }

    /** What changed, in one line; where scaling begins or ends as a whole, by what and between which counts. */
    static String changed(List<FieldView> fields) {
        List<FieldView> scaling = fields.stream()
                .filter(field -> field.path().startsWith(SCALING))
                .toList();
        boolean begins = !scaling.isEmpty()
                && scaling.stream().allMatch(field -> field.from().isEmpty());
        boolean ends = !scaling.isEmpty()
                && scaling.stream().allMatch(field -> field.to().isEmpty());
        // Every scaling has a least count: without it, a part of what was there changed.
        if (scaling.stream().noneMatch(field -> field.path().equals(LEAST)) || !(begins || ends)) {
            return fields.stream().map(HistoryCommand::field).collect(Collectors.joining("; "));
        }
        String whole = "scaling: %s → %s"
                .formatted(
                        begins ? "(none)" : scaling(scaling, FieldView::from),
                        ends ? "(none)" : scaling(scaling, FieldView::to));
        return Stream.concat(
                        fields.stream()
                                .filter(field -> !field.path().startsWith(SCALING))
                                .map(HistoryCommand::field),
                        Stream.of(whole))
                .collect(Collectors.joining("; "));
    }

    /** {@code redis, kafka, 0 to 10 replicas}. */
    private static String scaling(List<FieldView> fields, Function<FieldView, Optional<String>> side) {
        String triggers = fields.stream()
                .filter(field -> TRIGGER_TYPE.matcher(field.path()).matches())
                .flatMap(field -> side.apply(field).stream())
                .collect(Collectors.joining(", "));
        return "%s, %s to %s replicas".formatted(triggers, value(fields, LEAST, side), value(fields, MOST, side));
    }

    private static String value(List<FieldView> fields, String path, Function<FieldView, Optional<String>> side) {
        return fields.stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .flatMap(side)
                .orElse("?");
    }

    /** {@code replicas: 1 → 2}. */
    static String field(FieldView field) {
        return "%s: %s → %s"
                .formatted(
                        field.path(), field.from().orElse("(none)"), field.to().orElse("(none)"));
    }
}
