package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static tireless.cli.Replies.AT_PULSE;
import static tireless.cli.Replies.PULSE;
import static tireless.cli.Replies.change;
import static tireless.cli.Replies.replica;
import static tireless.cli.Replies.resource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;
import tireless.api.ApplyRequest;
import tireless.api.ChangeView;
import tireless.api.ChangeView.Action;
import tireless.api.PlanReply;
import tireless.cli.Sandbox.Outcome;
import tireless.model.Location;
import tireless.model.Problem;
import tireless.model.Problem.Severity;

/** plan and apply, against a scripted server. */
@Timeout(60)
class ApplyingTest {
    private static final String PLAN = "POST " + Api.BASE + "/plan";
    private static final String APPLY = "POST " + Api.BASE + "/apply";
    private static final ChangeView CREATE = change(Action.CREATE, PULSE, 0, "+ worker public/pulse: 1 replica\n");
    private static final ChangeView ROLL = change(
            Action.ROLL,
            PULSE,
            2,
            "~ worker public/pulse: command: a → b (restarts 2 replicas, one after the other)\n");

    @TempDir
    Path home;

    private Sandbox sandbox;

    @BeforeEach
    void open() {
        sandbox = new Sandbox(home).piping("name: pulse\nenv: $KNOWN ${OTHER} $UNSET\n");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void plans(ChangeView... changes) {
        sandbox.server.on("GET " + Api.BASE + "/events", (_, answering) -> answering.reply(200, "{\"items\":[]}"));
        sandbox.server.on(
                PLAN, (_, answering) -> answering.reply(new PlanReply(false, List.of(), List.of(changes)).form()));
        sandbox.server.on(
                APPLY, (_, answering) -> answering.reply(new PlanReply(true, List.of(), List.of(changes)).form()));
    }

    private List<ApplyRequest> applied() {
        return sandbox.server.asked(APPLY).stream()
                .map(asked -> ApplyRequest.read(asked.form()))
                .toList();
    }

    @Test
    void textsAndTheVariablesInThemAreSent() {
        plans(CREATE);

        Outcome outcome = sandbox.with("KNOWN", "one")
                .with("OTHER", "two")
                .with("SECRET", "no")
                .tireless("apply", "-f", "-", "-w", "lab", "--lenient", "--keep-going");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).isEqualTo("+ worker public/pulse: 1 replica\napplied: 1 created\n");
        ApplyRequest sent = applied().getFirst();
        assertThat(sent.sources()).singleElement().satisfies(source -> {
            assertThat(source.name()).isEqualTo("<stdin>");
            assertThat(source.folder()).isEqualTo(home.toString());
            assertThat(source.text()).startsWith("name: pulse\n");
        });
        assertThat(sent.variables()).containsOnlyKeys("KNOWN", "OTHER");
        assertThat(sent.workspace()).contains("lab");
        assertThat(sent.lenient()).isTrue();
        assertThat(sent.keepGoing()).isTrue();
        assertThat(sent.user()).isEqualTo("metis");
        assertThat(sent.seen()).isEqualTo(java.util.Map.of("worker/public/pulse", 17L));
    }

    @Test
    void withoutInterpolationNoVariableLeavesTheShell() {
        plans(CREATE);

        sandbox.with("KNOWN", "one").tireless("apply", "-f", "-", "--disable-interpolation");

        assertThat(applied().getFirst().variables()).isEmpty();
        assertThat(applied().getFirst().interpolate()).isFalse();
    }

    @Test
    void aPlanAppliesNothing() {
        plans(ROLL);

        assertThat(sandbox.tireless("plan", "-f", "-").out()).isEqualTo("""
                ~ worker public/pulse: command: a → b (restarts 2 replicas, one after the other)
                plan: 1 to change; restarts 2 replicas
                """);
        assertThat(sandbox.tireless("apply", "-f", "-", "--dry-run").out()).startsWith("~ worker public/pulse");
        assertThat(applied()).isEmpty();
    }

    @Test
    void whatRestartsReplicasIsAskedForOnATerminal() {
        plans(ROLL);
        write("pulse.yaml", "name: pulse\n");

        Outcome refused = sandbox.answering("\n").tireless("apply", "-f", "pulse.yaml");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo("apply (1 to change; restarts 2 replicas)? [y/N] tireless: nothing was changed\n");
        assertThat(applied()).isEmpty();

        assertThat(sandbox.answering("y\n")
                        .tireless("apply", "-f", "pulse.yaml")
                        .status())
                .isZero();
        assertThat(sandbox.answering("")
                        .tireless("apply", "--yes", "-f", "pulse.yaml")
                        .status())
                .isZero();
        assertThat(applied()).hasSize(2);
    }

    @Test
    void whatRestartsNothingIsNotAskedFor() {
        plans(CREATE);
        write("pulse.yaml", "name: pulse\n");

        assertThat(sandbox.answering("").tireless("apply", "-f", "pulse.yaml").status())
                .isZero();
    }

    @Test
    void aConflictIsPlannedAnew() {
        plans(ROLL);
        AtomicInteger tries = new AtomicInteger();
        sandbox.server.on(APPLY, (_, answering) -> {
            if (tries.incrementAndGet() == 1) {
                answering.reply(
                        409, "{\"code\":\"FAILED\",\"retryable\":true,\"message\":\"worker public/pulse changed\"}");
            } else {
                answering.reply(new PlanReply(true, List.of(), List.of(ROLL)).form());
            }
        });

        Outcome outcome = sandbox.tireless("apply", "-f", "-");

        assertThat(outcome.err()).isEqualTo("tireless: worker public/pulse changed; planning anew\n");
        assertThat(sandbox.server.asked(PLAN)).hasSize(2);
        assertThat(outcome.status()).isZero();
    }

    @Test
    void problemsAreShownAtTheLinesHereAndNothingIsApplied() {
        Problem problem = new Problem(
                Severity.ERROR,
                "unknown-attribute",
                new Location("<stdin>", 2, 1),
                "unknown attribute `env`",
                Optional.empty());
        sandbox.server.on(
                PLAN,
                (_, answering) -> answering.reply(
                        422,
                        new PlanReply(false, List.of(problem), List.of()).form().write()));

        Outcome outcome = sandbox.tireless("apply", "-f", "-", "-f", "missing.yaml");

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .contains(
                        "missing.yaml:1:1: error: there is no such file",
                        "<stdin>:2:1: error: unknown attribute `env`",
                        "  2 | env: $KNOWN",
                        "2 errors in 2 files",
                        "tireless: nothing was applied");
        assertThat(applied()).isEmpty();
    }

    @Test
    void waitingEndsWhenEveryReplicaIsReady() {
        plans(ROLL);
        AtomicInteger looks = new AtomicInteger();
        sandbox.server.on(
                "GET " + AT_PULSE,
                (_, answering) ->
                        answering.reply(resource(PULSE, "active", replica("pulse-0", looks.incrementAndGet() > 1))
                                .form()));
        sandbox.server.on("GET " + Api.BASE + "/watch", (_, answering) -> {
            answering.begin("text/event-stream");
            answering.chunk("event: happened\nid: 1\ndata: "
                    + Replies.event(1, "started", "started, pid 4711").form().write() + "\n\n");
        });

        Outcome outcome = sandbox.tireless("apply", "-f", "-", "--wait");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).contains("pulse-0 started, pid 4711\n").endsWith("ready: worker public/pulse\n");
        assertThat(outcome.out()).doesNotContain("started", "ready");
    }

    @Test
    void whatIsWaitedForIsNoPartOfWhatProgramsRead() {
        plans(CREATE);
        sandbox.server.on(
                "GET " + AT_PULSE,
                (_, answering) -> answering.reply(
                        resource(PULSE, "active", replica("pulse-0", true)).form()));

        Outcome outcome = sandbox.tireless("apply", "-f", "-", "--wait", "-o", "json");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .isEqualTo(
                        new PlanReply(true, List.of(), List.of(CREATE)).form().write() + "\n");
        assertThat(outcome.err()).endsWith("ready: worker public/pulse\n");
    }

    @Test
    void whatIsNotReadyInTimeFailsAndSaysWhy() {
        plans(CREATE);
        sandbox.server.on(
                "GET " + AT_PULSE,
                (_, answering) -> answering.reply(
                        resource(PULSE, "error", replica("pulse-0", false)).form()));

        Outcome outcome = sandbox.tireless("apply", "-f", "-", "--wait=100ms");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .contains(
                        "worker public/pulse: 0 of 1 replicas ready, pulse-1 fails again and again; see `tireless describe worker/pulse -w public`");
    }

    @Test
    void aRollOutThatHaltsFails() {
        plans(ROLL);
        sandbox.server.on(
                "GET " + AT_PULSE,
                (_, answering) -> answering.reply(
                        resource(PULSE, "error", replica("pulse-0", false)).form()));
        sandbox.server.on("GET " + Api.BASE + "/watch", (_, answering) -> {
            answering.begin("text/event-stream");
            answering.chunk("event: happened\nid: 1\ndata: "
                    + Replies.event(1, "rolloutHalted", "roll-out halted")
                            .form()
                            .write() + "\n\n");
        });

        Outcome outcome = sandbox.tireless("apply", "-f", "-", "--wait");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("tireless: the roll-out halted:");
    }

    @Test
    void forProgramsTheReplyIsPrinted() {
        plans(CREATE);

        assertThat(sandbox.tireless("apply", "-f", "-", "-o", "json").out())
                .isEqualTo(
                        new PlanReply(true, List.of(), List.of(CREATE)).form().write() + "\n");
    }

    private void write(String name, String text) {
        try {
            Files.writeString(home.resolve(name), text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
