package tireless.server.routes;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tireless.api.Api;
import tireless.api.ApplyRequest;
import tireless.api.ChangeView;
import tireless.api.PlanReply;
import tireless.api.SourceView;
import tireless.control.Commands;
import tireless.control.Intake;
import tireless.json.Form;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.WorkspaceChoice;
import tireless.manifest.source.SourceReader;
import tireless.manifest.source.SourceText;
import tireless.manifest.source.Sources;
import tireless.model.Location;
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.plan.Plan;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;
import tireless.server.view.ChangeViews;

/** Manifests become desired state here. */
public final class ManifestRoutes {
    private static final Set<String> MEMBERS =
            Set.of("sources", "variables", "workspace", "lenient", "interpolate", "keepGoing", "user", "seen");
    private static final Set<String> SOURCE = Set.of("name", "folder", "text");

    private final Intake intake;
    private final Commands commands;
    private final Desk desk = new Desk("intake");

    public ManifestRoutes(Intake intake, Commands commands) {
        this.intake = intake;
        this.commands = commands;
    }

    public List<Route> routes() {
        return List.of(
                Route.post(Api.BASE + "/plan", call -> answer(call, false)),
                Route.post(Api.BASE + "/apply", call -> answer(call, true)));
    }

    private Answer answer(Call call, boolean apply) {
        ApplyRequest asked = call.read(MEMBERS, ManifestRoutes::read);
        Map<ResourceKey, Long> seen = seen(asked);
        Intake.Reading reading = desk.await(() -> intake.read(sources(asked), options(asked), asked.user()));
        boolean nothingSound = reading.candidates().isEmpty();
        if (reading.hasErrors() && (nothingSound || !asked.keepGoing())) {
            return Answer.of(422, new PlanReply(false, reading.problems(), List.of()).form());
        }
        Plan plan = apply ? commands.apply(reading.candidates(), seen) : commands.plan(reading.candidates());
        List<ChangeView> changes = plan.changes().stream().map(ChangeViews::of).toList();
        return Answer.of(new PlanReply(apply, reading.problems(), changes).form());
    }

    private static ApplyRequest read(Form form) {
        var _ = form.each("sources", source -> source.allowOnly(SOURCE));
        return ApplyRequest.read(form);
    }

    private static ReadOptions options(ApplyRequest asked) {
        return new ReadOptions(
                asked.variables(),
                asked.lenient(),
                asked.interpolate(),
                Purpose.APPLY,
                new WorkspaceChoice(asked.workspace(), WorkspaceChoice.PUBLIC));
    }

    private static Sources sources(ApplyRequest asked) {
        List<SourceText> texts = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (SourceView source : asked.sources()) {
            if (source.text().length() > SourceReader.LIMIT_BYTES) {
                problems.add(tooLarge(source));
            } else {
                texts.add(new SourceText(source.name(), folder(source), source.text()));
            }
        }
        return new Sources(texts, problems);
    }

    private static Path folder(SourceView source) {
        try {
            Path folder = Path.of(source.folder());
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException _) {
            // Refused below, as one that is not absolute.
        }
        throw Call.usage(
                "the folder of %s must be an absolute path, not `%s`".formatted(source.name(), source.folder()));
    }

    private static Problem tooLarge(SourceView source) {
        return new Problem(
                Problem.Severity.ERROR,
                "too-large",
                new Location(source.name(), 1, 1),
                "the text is too large; manifests may have at most %d bytes (4 MiB)"
                        .formatted(SourceReader.LIMIT_BYTES),
                Optional.of("check that this is a manifest, or split it"));
    }

    private static Map<ResourceKey, Long> seen(ApplyRequest asked) {
        Map<ResourceKey, Long> seen = new HashMap<>();
        asked.seen().forEach((name, version) -> {
            String[] words = name.split("/", 3);
            if (words.length != 3) {
                throw Call.usage("`seen` names resources as `type/workspace/name`, not `%s`".formatted(name));
            }
            seen.put(Call.key(words[0], words[1], words[2]), version);
        });
        return seen;
    }
}
