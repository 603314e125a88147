package tireless.cli.apply;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import tireless.api.ApplyRequest;
import tireless.api.ChangeView;
import tireless.api.ChangeView.Action;
import tireless.api.EventView;
import tireless.api.PlanReply;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.Question;
import tireless.cli.dataos.ChangeText;
import tireless.cli.output.Changes;
import tireless.cli.output.Output;
import tireless.client.ApiClient;
import tireless.client.ApplyResult;
import tireless.manifest.value.DurationText;
import tireless.model.Problem;

/** Makes manifests the desired state: plans, asks where something would be disturbed, applies, and waits if told to. */
public final class ApplyCommand {
    /** How often the state may change between the plan and the change, before somebody has to look. */
    private static final int TRIES = 5;

    private final Context context;
    private final Submission submission = new Submission("FILE|DIR|-", "the same as -f");
    private final Output output = Output.ofDocuments();
    private final OptionSpec yes = Arguments.flag("do not ask", "-y", "--yes");
    private final OptionSpec dryRun = Arguments.flag("show the plan, and change nothing", "--dry-run");
    private final OptionSpec await = Arguments.optional(
            "DURATION", "5m", "wait until all of it is ready, for 5m or as long as is said", "--wait");
    private CommandSpec spec = CommandSpec.create();

    public ApplyCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        spec = Arguments.command(
                        "apply", "Make manifests the desired state: create, change, and keep them running.", this::call)
                .addOption(yes)
                .addOption(dryRun)
                .addOption(await);
        submission.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        Optional<Duration> limit = Arguments.value(await).map(this::duration);
        boolean forPeople = output.format() == Output.Format.TABLE;
        if (forPeople && !Arguments.isSet(dryRun)) {
            context.voice().begin(() -> ChangeText.applying(verb()));
        }
        Submission.Prepared prepared = submission.prepare(spec, context);
        if (Arguments.isSet(dryRun)) {
            return PlanCommand.plan(prepared, output, context);
        }
        ApiClient server = context.server();
        for (int tries = 1; ; tries++) {
            PlanReply plan = server.plan(prepared.request());
            List<Problem> problems = plan.problems();
            boolean unsound = prepared.isIncomplete() || problems.stream().anyMatch(Problem::isError);
            if (unsound && !prepared.request().keepGoing()) {
                return refused(plan, prepared);
            }
            if (tries == 1) {
                context.terminal()
                        .err()
                        .print(context.voice()
                                .say(
                                        () -> prepared.report(
                                                problems, context.terminal().colour()),
                                        List::of));
            }
            if (forPeople && !context.voice().isDataOs()) {
                context.terminal()
                        .out()
                        .print(Changes.text(plan.changes(), context.terminal().colour()));
            }
            boolean ask = !Arguments.isSet(yes) && Changes.disturb(plan.changes());
            if (ask && !Question.agreed("apply (" + Changes.summary(plan.changes()) + ")", context)) {
                return ExitStatus.FAILED;
            }
            OptionalLong before = limit.isPresent() ? newest(server) : OptionalLong.empty();
            switch (server.apply(seen(prepared.request(), plan))) {
                case ApplyResult.Answered(PlanReply reply) -> {
                    return applied(
                            reply,
                            unsound,
                            prepared,
                            ready -> limit.isEmpty() || await(ready, limit.get(), server, before));
                }
                case ApplyResult.Stale(String message) -> {
                    context.terminal().err().println("tireless: " + message + "; planning anew");
                    if (tries == TRIES) {
                        context.terminal()
                                .err()
                                .println("tireless: nothing was applied: others change it all the time");
                        return ExitStatus.FAILED;
                    }
                }
            }
        }
    }

    private int applied(
            PlanReply reply, boolean unsound, Submission.Prepared prepared, Predicate<List<ChangeView>> comesTrue) {
        if (!reply.applied()) {
            return refused(reply, prepared);
        }
        output.print(
                context.terminal().out(),
                List.of(),
                reply::form,
                _ -> context.voice()
                        .say(
                                () -> "applied: " + Changes.done(reply.changes()) + "\n",
                                () -> ChangeText.applied(verb(), reply)));
        List<ChangeView> awaited = reply.changes().stream()
                .filter(change -> change.action() != Action.DELETE)
                .toList();
        if (!awaited.isEmpty() && !comesTrue.test(awaited)) {
            return ExitStatus.FAILED;
        }
        return unsound ? ExitStatus.INVALID_MANIFEST : ExitStatus.OK;
    }

    private int refused(PlanReply reply, Submission.Prepared prepared) {
        PlanReply all = new PlanReply(
                false,
                Stream.concat(prepared.sources().problems().stream(), reply.problems().stream())
                        .toList(),
                reply.changes());
        context.terminal()
                .err()
                .print(context.voice()
                        .say(
                                () -> prepared.report(
                                                reply.problems(),
                                                context.terminal().colour())
                                        + "tireless: nothing was applied\n",
                                () -> ChangeText.applied(verb(), all)));
        return ExitStatus.INVALID_MANIFEST;
    }

    private String verb() {
        return context.voice().verb("apply");
    }

    private boolean await(List<ChangeView> changes, Duration limit, ApiClient server, OptionalLong before) {
        try {
            boolean forPeople = output.format() == Output.Format.TABLE;
            return new ReadyWait(server, context.terminal(), changes, before, forPeople).await(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is known before the change: nothing that follows from it is missed. */
    private static OptionalLong newest(ApiClient server) {
        return OptionalLong.of(server.events(1).stream()
                .mapToLong(EventView::sequence)
                .findFirst()
                .orElse(0));
    }

    /** Nothing is applied to a state that the user did not see. */
    private static ApplyRequest seen(ApplyRequest request, PlanReply plan) {
        Map<String, Long> versions = plan.changes().stream()
                .collect(Collectors.toMap(ChangeView::seenAs, ChangeView::seen, (one, _) -> one));
        return request.withSeen(versions);
    }

    private Duration duration(String text) {
        return DurationText.parse(text)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "`%s` is no duration; write 90s, 5m or 1h30m".formatted(text)));
    }
}
