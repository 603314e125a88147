package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server whose disk is full: on a file system of its own, which nobody else sees, and which goes with it. */
class ServerDiskTest extends AcceptanceTest {
    @Test
    void aFullDiskRefusesAnApplyWholeAndRecovers() {
        sandbox.file(
                "two.yaml",
                Manifests.worker("one", "exec sleep 1000") + "---\n"
                        + Manifests.worker("two", "exec sleep 1000")
                                .replace("type: worker", "type: worker\ndescription: " + "long ".repeat(200_000)));
        Outcome outcome = onSmallDisk("""
                tireless server start || exit 1
                cat /dev/zero >"$home/fill" 2>/dev/null
                tireless apply -f two.yaml; echo "full: $?"
                tireless get -o name; echo "after"
                rm "$home/fill"
                tireless apply -f two.yaml; echo "free: $?"
                tireless get -o name
                tireless server stop --workers
                """);
        assertThat(outcome.status()).as(outcome.said()).isZero();
        assertThat(outcome.out())
                .containsSubsequence("full: 1", "workspace/public", "after", "free: 0", "worker/one", "worker/two");
        assertThat(outcome.out().substring(0, outcome.out().indexOf("after")))
                .doesNotContain("worker/one", "worker/two");
        assertThat(outcome.err()).contains("the disk of ", "is full").doesNotContain("\tat ");
    }

    @Test
    void aHomeThatCanOnlyBeReadStillSaysWhetherAServerRuns() {
        Outcome outcome = onSmallDisk("""
                tireless server start || exit 1
                mkdir "$home.ro" && mount --bind "$home" "$home.ro" && mount -o remount,bind,ro "$home.ro" || exit 99
                TIRELESS_HOME=$home.ro tireless server status; echo "running: $?"
                tireless server stop
                TIRELESS_HOME=$home.ro tireless server status; echo "ended: $?"
                """);
        assertThat(outcome.status()).as(outcome.said()).isZero();
        assertThat(outcome.out()).containsSubsequence("running since", "running: 0", "ended: 5");
        assertThat(outcome.err().lines())
                .as(outcome.said())
                .contains("tireless: no server runs on the home %s.ro; start it with `tireless server start`"
                        .formatted(sandbox.home()));
    }

    @Test
    void aServerDoesNotStartOnAHomeThatCanOnlyBeReadAndItIsSaidWhy() {
        Outcome outcome = onSmallDisk("""
                tireless server start && tireless server stop || exit 1
                mkdir "$home.ro" && mount --bind "$home" "$home.ro" && mount -o remount,bind,ro "$home.ro" || exit 99
                TIRELESS_HOME=$home.ro tireless server start; echo "read-only: $?"
                """);
        assertThat(outcome.status()).as(outcome.said()).isZero();
        assertThat(outcome.out()).contains("read-only: 1");
        assertThat(outcome.err())
                .contains("cannot write to %s.ro: ".formatted(sandbox.home()), "TIRELESS_HOME")
                .doesNotContain("setsid");
    }

    private Outcome onSmallDisk(String script) {
        List<String> words = new ArrayList<>(List.of("unshare", "-m"));
        if (!"root".equals(System.getProperty("user.name"))) {
            words.add("-r");
        }
        words.add("sh");
        words.add("-c");
        String head = "home='%s'; mount -t tmpfs -o size=5m none \"$home\" || exit 99\n".formatted(sandbox.home())
                + "tireless() { '%s' \"$@\"; }\n".formatted(Checkout.LAUNCHER);
        words.add(head + script);
        Outcome outcome = sandbox.startWords(words).awaitOutcome();
        assumeTrue(outcome.status() != 99, "may not mount a file system: unshare -m, mount");
        return outcome;
    }
}
