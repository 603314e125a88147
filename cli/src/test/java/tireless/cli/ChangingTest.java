package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static tireless.cli.Replies.AT_PULSE;
import static tireless.cli.Replies.PULSE;
import static tireless.cli.Replies.change;
import static tireless.cli.Replies.pulse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.api.Api;
import tireless.api.ApplyRequest;
import tireless.api.ChangeView;
import tireless.api.ChangeView.Action;
import tireless.api.FieldView;
import tireless.api.PlanReply;
import tireless.api.ResourceRef;
import tireless.api.RevisionView;
import tireless.cli.Sandbox.Outcome;
import tireless.json.Form;

/** Commands that change one thing, and those that show what changed, against a scripted server. */
class ChangingTest extends InSandbox {
    private static final String DELETE = "POST " + Api.BASE + "/delete";
    private static final ChangeView GONE =
            change(Action.DELETE, PULSE, 0, "- worker public/pulse: stops 1 replica, then goes\n");

    @ParameterizedTest
    @CsvSource({"pause, pauses", "resume, runs again", "stop, stops", "restart, restarts"})
    void whatIsDoneIsSaid(String command, String said) {
        sandbox.server.on("POST " + AT_PULSE + "/" + command, (_, answering) -> answering.reply(pulse().form()));

        Outcome outcome = sandbox.tireless(command, "worker", "pulse");

        assertThat(outcome).isEqualTo(new Outcome(0, "worker public/pulse " + said + "\n", ""));
    }

    @ParameterizedTest
    @CsvSource({"pulse 3", "worker pulse 3", "worker/pulse 3", "--replicas 3 pulse", "-t worker -n pulse --replicas=3"})
    void aCountMayStandAtTheEndOrInItsOption(String words) {
        String route = "POST " + AT_PULSE + "/scale";
        sandbox.server.on(route, (_, answering) -> answering.reply(pulse().form()));

        Outcome outcome = sandbox.tireless(("scale " + words).split(" ", -1));

        assertThat(outcome).isEqualTo(new Outcome(0, "worker public/pulse: 3 replicas\n", ""));
        assertThat(sandbox.server.asked(route).getFirst().form().integer("replicas"))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"scale pulse", "scale pulse -1", "scale", "scale 3", "restart", "restart depot", "describe no/such"})
    void whatIsNotWellFormedIsStatusTwo(String words) {
        assertThat(sandbox.tireless(words.split(" ", -1)).status()).isEqualTo(2);
        assertThat(sandbox.server.asked()).isEmpty();
    }

    private void deletes() {
        sandbox.server.on(
                DELETE,
                (_, answering) -> answering.reply(Form.empty().withEach("changes", List.of(GONE), ChangeView::form)));
    }

    private List<Boolean> dryRuns() {
        return sandbox.server.asked(DELETE).stream()
                .map(asked -> asked.form().flag("dryRun"))
                .toList();
    }

    @Test
    void aDeletionIsAskedForOnATerminal() {
        deletes();

        Outcome refused = sandbox.answering("no\n").tireless("delete", "pulse");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out()).isEqualTo(GONE.text());
        assertThat(refused.err()).startsWith("delete (1 to delete)? [y/N]");
        assertThat(dryRuns()).containsExactly(true);

        assertThat(sandbox.answering("yes\n").tireless("delete", "pulse").status())
                .isZero();
        assertThat(dryRuns()).containsExactly(true, true, false);
    }

    @Test
    void inAPipeADeletionIsWhatWasAskedFor() {
        deletes();

        Outcome outcome = sandbox.tireless("delete", "worker", "pulse", "other", "--force");

        assertThat(outcome.out()).isEqualTo(GONE.text() + "deleted: 1 deleted\n");
        Form sent = sandbox.server.asked(DELETE).getFirst().form();
        assertThat(sent.flag("force")).isTrue();
        assertThat(sent.each("resources", ResourceRef::read)).containsExactly(PULSE, Replies.worker("other"));
    }

    @Test
    void whatManifestsNameAndWhatIsThereIsDeleted() {
        deletes();
        PlanReply plan = new PlanReply(
                false,
                List.of(),
                List.of(
                        change(Action.UNCHANGED, PULSE, 0, "= worker public/pulse: unchanged\n"),
                        change(Action.CREATE, Replies.worker("absent"), 0, "+ …\n")));
        sandbox.server.on("POST " + Api.BASE + "/plan", (_, answering) -> answering.reply(plan.form()));

        Outcome outcome = sandbox.piping("name: pulse\n").tireless("delete", "-f", "-", "-w", "lab");

        assertThat(outcome.status()).isZero();
        assertThat(sandbox.server.asked(DELETE).getFirst().form().each("resources", ResourceRef::read))
                .containsExactly(PULSE);
        assertThat(ApplyRequest.read(sandbox.server
                                .asked("POST " + Api.BASE + "/plan")
                                .getFirst()
                                .form())
                        .workspace())
                .contains("lab");
    }

    @Test
    void theHistorySaysWhatEachRevisionChanged() {
        RevisionView first = new RevisionView(
                1, "uid", Instant.EPOCH, Optional.empty(), false, pulse().metadata(), "name: pulse\n", List.of());
        RevisionView second = new RevisionView(
                2,
                "uid",
                Instant.EPOCH.plusSeconds(60),
                Optional.empty(),
                true,
                pulse().metadata(),
                "name: pulse\nreplicas: 2\n",
                List.of(new FieldView("replicas", Optional.of("1"), Optional.of("2"))));
        sandbox.server.on(
                "GET " + AT_PULSE + "/history",
                (_, answering) ->
                        answering.reply(Form.empty().withEach("items", List.of(first, second), RevisionView::form)));

        String out = sandbox.tireless("history", "pulse", "--manifest").out();

        assertThat(out)
                .containsPattern("REVISION +APPLIED +OWNER +STATE +CHANGED\n2 .* metis +desired +replicas: 1 → 2\n1 ")
                .contains("\n# revision 2\nname: pulse\nreplicas: 2\n\n# revision 1\n");
    }

    @Test
    void revisionsAreCompared() {
        sandbox.server.on(
                "GET " + AT_PULSE + "/diff",
                (_, answering) -> answering.reply(Form.empty()
                        .withEach(
                                "items",
                                List.of(new FieldView("command", Optional.empty(), Optional.of("sh"))),
                                FieldView::form)));

        Outcome outcome = sandbox.tireless("diff", "pulse", "--from", "1", "--to", "3");

        assertThat(outcome.out()).isEqualTo("command: (none) → sh\n");
        assertThat(sandbox.server.asked().getFirst().query()).isEqualTo(java.util.Map.of("from", "1", "to", "3"));
        assertThat(sandbox.tireless("diff", "pulse", "--from", "x").err()).contains("--from needs a number, not `x`");
    }

    @Test
    void diffOfAFileIsItsPlan() {
        sandbox.server.on(
                "POST " + Api.BASE + "/plan",
                (_, answering) -> answering.reply(new PlanReply(false, List.of(), List.of(GONE)).form()));

        assertThat(sandbox.piping("name: pulse\n").tireless("diff", "-f", "-").out())
                .isEqualTo(GONE.text() + "plan: 1 to delete\n");
    }

    @Test
    void aRollbackShowsWhatItChanges() {
        ChangeView roll = change(Action.ROLL, PULSE, 1, "~ worker public/pulse: command: b → a (restarts 1 replica)\n");
        String route = "POST " + AT_PULSE + "/rollback";
        sandbox.server.on(route, (_, answering) -> answering.reply(roll.form()));

        assertThat(sandbox.tireless("rollback", "pulse", "--to", "2").out()).isEqualTo(roll.text());
        assertThat(sandbox.server.asked(route).getFirst().form().integer("revision"))
                .isEqualTo(2);

        assertThat(sandbox.answering("\n").tireless("rollback", "pulse").status())
                .isEqualTo(1);
        assertThat(sandbox.server.asked(route).getLast().form().flag("dryRun")).isTrue();
    }

    @Test
    void whatWasDeletedComesBack() {
        ChangeView create = change(Action.CREATE, PULSE, 0, "+ worker public/pulse: 1 replica\n");
        sandbox.server.on("POST " + AT_PULSE + "/undelete", (_, answering) -> answering.reply(create.form()));

        assertThat(sandbox.tireless("undelete", "worker/pulse")).isEqualTo(new Outcome(0, create.text(), ""));
    }

    @Test
    void aWorkspaceIsCreatedFromWords() {
        String apply = "POST " + Api.BASE + "/apply";
        sandbox.server.on(apply, (_, answering) -> answering.reply(new PlanReply(true, List.of(), List.of()).form()));

        Outcome outcome = sandbox.tireless(
                "workspace",
                "create",
                "-n",
                "lab",
                "-d",
                "for: tests",
                "--tags",
                "a",
                "--labels",
                "team:data",
                "--ingress",
                "stop");

        assertThat(outcome).isEqualTo(new Outcome(0, "created: workspace lab\n", ""));
        ApplyRequest sent =
                ApplyRequest.read(sandbox.server.asked(apply).getFirst().form());
        assertThat(sent.sources().getFirst().text()).isEqualTo("""
                name: "lab"
                version: "v1"
                type: "workspace"
                description: "for: tests"
                tags:
                  - "a"
                labels:
                  "team": "data"
                workspace:
                  tireless:
                    ingress: "stop"
                """);
        assertThat(sent.seen()).isEqualTo(java.util.Map.of("workspace/-/lab", 0L));
    }

    @Test
    void aWorkspaceThatIsThereIsNotCreatedAgain() {
        sandbox.server.on(
                "POST " + Api.BASE + "/apply",
                (_, answering) ->
                        answering.reply(409, "{\"code\":\"FAILED\",\"retryable\":true,\"message\":\"it changed\"}"));

        Outcome outcome = sandbox.tireless("workspace", "create", "lab");

        assertThat(outcome).isEqualTo(new Outcome(1, "", "tireless: there is a workspace `lab` already\n"));
    }
}
