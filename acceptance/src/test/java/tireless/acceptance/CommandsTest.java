package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tireless.client.ApiClient;
import tireless.json.Form;

/** Every command once, on a server that runs, as users give them. */
class CommandsTest extends AcceptanceTest {
    /** Says at once that it is ready, and counts. */
    private static final String COUNTING = """
            exec perl -e 'use Socket; $$| = 1; socket(my $$s, PF_UNIX, SOCK_DGRAM, 0);
            send($$s, "READY=1", 0, sockaddr_un($$ENV{NOTIFY_SOCKET})); my $$i = 0;
            while (1) { print "SAYS " . $$i++ . "\\n"; select(undef, undef, undef, 0.05) }'""";

    private Path pulse;

    @AfterEach
    void stopAll() {
        sandbox.call("server", "stop", "--workers");
    }

    private void start() {
        succeeds("server", "start");
        pulse = counting("tick", 1);
    }

    private Path counting(String word, int replicas) {
        return sandbox.file(
                "pulse.yaml",
                Manifests.worker("pulse", COUNTING.replace("SAYS", word))
                        .replace("  stack: process\n", "  stack: process\n  replicas: " + replicas + "\n"));
    }

    private String succeeds(String... arguments) {
        Outcome outcome = sandbox.call(arguments);
        assertThat(outcome.status())
                .as("%s%n%s", List.of(arguments), outcome.said())
                .isZero();
        return outcome.out() + "\n";
    }

    private Outcome fails(int status, String... arguments) {
        Outcome outcome = sandbox.call(arguments);
        assertThat(outcome.status())
                .as("%s%n%s", List.of(arguments), outcome.said())
                .isEqualTo(status);
        return new Outcome(status, outcome.out() + "\n", outcome.err() + "\n");
    }

    @Test
    void whatRunsIsShownInEveryWay() {
        start();
        Outcome applied = sandbox.call("apply", "-f", pulse.toString(), "--wait");
        assertThat(applied.status()).as(applied.said()).isZero();
        assertThat(applied.out()).contains("+ worker public/pulse: 1 replica\n").endsWith("applied: 1 created");
        assertThat(applied.err()).contains("pulse-0 is ready\n").endsWith("ready: worker public/pulse");

        assertThat(succeeds("get"))
                .containsPattern("NAME +VERSION +TYPE +WORKSPACE +STATUS +RUNTIME +OWNER\n")
                .containsPattern("\npulse +v1beta +worker +public +active +running:1 +\\S+\n");
        assertThat(succeeds("get", "worker", "-o", "name")).isEqualTo("worker/pulse\n");
        assertThat(Form.read(succeeds("get", "pulse", "-o", "json")).text("runtime"))
                .isEqualTo("running:1");
        assertThat(succeeds("get", "pulse", "-o", "yaml")).contains("\nruntime: running:1\n");
        assertThat(succeeds("get", "runtime", "pulse")).containsPattern("\npulse-0 +running +yes ");
        assertThat(succeeds("describe", "pulse"))
                .contains("  status    active\n", "\nDesired\n", "pulse-0 is ready\n", "  pulse-0 | tick ");
        assertThat(succeeds("events", "pulse")).contains("  pulse-0 started, pid ", "  pulse-0 is ready\n");
        assertThat(succeeds("logs", "pulse", "-l", "2").lines()).hasSize(2).allMatch(line -> line.startsWith("tick "));
        assertThat(succeeds("logs", "pulse", "-l", "-1")).startsWith("tick 0\ntick 1\n");
        assertThat(succeeds("top")).containsPattern("\npulse +worker +public +running:1 +1/1 ");
        assertThat(succeeds("doctor")).containsPattern("ok       server +version .* kept by guard, pid ");
    }

    @Test
    void aChangeIsPlannedAppliedAndTakenBack() {
        start();
        succeeds("apply", "-f", pulse.toString(), "--wait");
        counting("tock", 2);

        String plan = "~ worker public/pulse: 2 fields (restarts 1 replica)\n    replicas: 1 → 2\n";
        assertThat(succeeds("plan", "-f", "pulse.yaml"))
                .startsWith(plan)
                .endsWith("plan: 1 to change; restarts 1 replica\n");
        assertThat(succeeds("diff", "-f", "pulse.yaml")).startsWith(plan);
        assertThat(succeeds("apply", "-f", "pulse.yaml", "--dry-run")).startsWith(plan);
        assertThat(succeeds("logs", "pulse", "-l", "1")).startsWith("tick");
        Outcome waited = sandbox.call("apply", "-f", "pulse.yaml", "--wait");
        assertThat(waited.status()).as(waited.said()).isZero();
        assertThat(waited.err()).contains("pulse runs revision 2\n");
        assertThat(succeeds("apply", "-f", "pulse.yaml"))
                .isEqualTo("= worker public/pulse: unchanged\napplied: 1 unchanged\n");

        assertThat(succeeds("history", "pulse")).containsPattern("\n2 .* desired +replicas: 1 → 2; .*\n1 ");
        assertThat(succeeds("diff", "pulse")).startsWith("replicas: 1 → 2\n");
        assertThat(succeeds("rollback", "pulse", "--dry-run")).contains("replicas: 2 → 1\n");
        assertThat(succeeds("rollback", "pulse")).contains("replicas: 2 → 1\n");
        assertThat(succeeds("history", "pulse")).containsPattern("\n3 .* desired ");
    }

    @Test
    void oneThingAtATimeIsChanged() {
        start();
        succeeds("apply", "-f", pulse.toString(), "--wait");

        assertThat(succeeds("scale", "pulse", "2")).isEqualTo("worker public/pulse: 2 replicas\n");
        assertThat(succeeds("restart", "worker/pulse")).isEqualTo("worker public/pulse restarts\n");
        assertThat(succeeds("pause", "worker", "pulse")).isEqualTo("worker public/pulse pauses\n");
        assertThat(succeeds("get", "pulse")).containsPattern("paused");
        assertThat(succeeds("resume", "pulse")).isEqualTo("worker public/pulse runs again\n");
        assertThat(succeeds("stop", "pulse")).isEqualTo("worker public/pulse stops\n");
        assertThat(succeeds("get", "pulse")).containsPattern("stopped");

        assertThat(succeeds("delete", "pulse", "--dry-run")).contains("- worker public/pulse: ");
        assertThat(succeeds("delete", "-f", "pulse.yaml")).endsWith("deleted: 1 deleted\n");
        fails(4, "get", "pulse");
        assertThat(succeeds("undelete", "pulse")).startsWith("+ worker public/pulse: ");
        assertThat(succeeds("get", "pulse", "-o", "name")).isEqualTo("worker/pulse\n");
    }

    @Test
    void workspacesAreCreatedFilledAndDeleted() {
        start();
        assertThat(succeeds("workspace", "create", "lab", "-d", "for tests", "--tags", "a"))
                .isEqualTo("created: workspace lab\n");
        assertThat(fails(1, "workspace", "create", "lab").err()).contains("there is a workspace `lab` already");
        assertThat(succeeds("workspace", "get")).containsPattern("\nlab +v1 +workspace +user +\\S+ +a +for tests\n");

        succeeds("apply", "-f", pulse.toString(), "-w", "lab");
        assertThat(fails(4, "describe", "pulse").err()).contains("there is worker lab/pulse (worker/pulse -w lab)");
        assertThat(fails(1, "workspace", "delete", "lab").err()).contains("worker lab/pulse");
        succeeds("delete", "pulse", "-w", "lab", "--force");
        succeeds("workspace", "delete", "lab");
    }

    @Test
    void aFollowLosesNoLineWhenTheServerIsKilled() {
        start();
        succeeds("apply", "-f", pulse.toString(), "--wait");
        TirelessProcess logs = sandbox.start("logs", "-f", "-l", "1", "pulse");
        TirelessProcess events = sandbox.start("events", "-f", "-l", "1", "pulse");
        events.next("pulse-0 ");
        int first = Integer.parseInt(logs.next("tick (\\d+)").group(1));

        Signals.send("KILL", ApiClient.of(sandbox.home()).server().pid());
        events.next(".*pulse-0 was running already, pid \\d+");
        succeeds("restart", "pulse");
        logs.next("tick 0");
        events.next(".*pulse-0 restarted after .*");
        logs.interrupt();
        events.interrupt();

        assertThat(logs.awaitStatus()).isEqualTo(130);
        assertThat(events.awaitStatus()).isEqualTo(130);
        List<String> shown = logs.transcript().lines().toList();
        List<String> before = shown.subList(0, shown.lastIndexOf("tick 0"));
        assertThat(before)
                .hasSizeGreaterThan(10)
                .isEqualTo(IntStream.range(first, first + before.size())
                        .mapToObj(number -> "tick " + number)
                        .toList());
    }

    @Test
    void theStatusSaysWhatWentWrong() {
        assertThat(fails(5, "get").err()).contains("no server runs on the home", "`tireless server start`");
        start();
        assertThat(fails(4, "describe", "ghost").err()).isEqualTo("tireless: there is no worker public/ghost\n");
        assertThat(fails(2, "scale", "pulse", "many").err()).contains("`many` is no count of replicas");

        sandbox.edit(pulse, "  replicas: 1", "  replica: 1");
        assertThat(fails(3, "apply", "-f", "pulse.yaml").err())
                .contains("pulse.yaml:6:3: error: unknown attribute `replica`", "did you mean `replicas`?")
                .endsWith("tireless: nothing was applied\n");

        Path dying = sandbox.worker("dying", "exit 3");
        assertThat(fails(1, "apply", "-f", dying.toString(), "--wait=2s").err())
                .contains("not ready after 2s", "worker public/dying: 0 of 1 replicas ready, dying-0 is ");
    }

    @Test
    void onATerminalItAsksBeforeItDisturbsAndDrawsWhatItWaitsFor() {
        start();
        succeeds("apply", "-f", pulse.toString(), "--wait");
        counting("tock", 1);

        TirelessProcess refused = sandbox.with("TERM", "xterm").inTerminal("apply", "-f", "pulse.yaml");
        refused.type("n\n");
        Outcome no = refused.awaitOutcome();
        assertThat(no.status()).isEqualTo(1);
        assertThat(no.out()).contains("apply (1 to change; restarts 1 replica)? [y/N]", "nothing was changed");

        TirelessProcess agreed = sandbox.inTerminal("apply", "-f", "pulse.yaml", "--wait");
        agreed.type("y\n");
        Outcome yes = agreed.awaitOutcome();
        assertThat(yes.status()).as(yes.said()).isZero();
        assertThat(yes.out()).contains("\u001b[1mREPLICA\u001b[0m", "ready: worker public/pulse");
        assertThat(succeeds("logs", "pulse", "-l", "1")).startsWith("tock");
    }

    @Test
    void aTerminalIsDrawnUntilCtrlC() {
        start();
        succeeds("apply", "-f", pulse.toString(), "--wait");

        TirelessProcess top = sandbox.with("TERM", "xterm").inTerminal("top");
        top.next("pulse +worker +public +");
        top.next("pulse +worker +public +");
        top.type("\u0003");

        assertThat(top.awaitStatus()).isEqualTo(130);
    }
}
