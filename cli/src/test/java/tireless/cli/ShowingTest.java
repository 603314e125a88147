package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static tireless.cli.Replies.AT_PULSE;
import static tireless.cli.Replies.PULSE;
import static tireless.cli.Replies.RESOURCES;
import static tireless.cli.Replies.pulse;
import static tireless.cli.Replies.replica;
import static tireless.cli.Replies.resource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.LogLine;
import tireless.api.Page;
import tireless.api.ReplicaView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.cli.Sandbox.Outcome;

/** get, get runtime, describe and logs, against a scripted server. */
class ShowingTest extends InSandbox {
    private void serve(ResourceView... resources) {
        Page<ResourceView> page = new Page<>(List.of(resources), Optional.empty());
        sandbox.server.on(RESOURCES, (_, answering) -> answering.reply(page.form(ResourceView::form)));
        for (ResourceView resource : resources) {
            sandbox.server.on(
                    "GET " + tireless.api.Api.path(resource.resource()),
                    (_, answering) -> answering.reply(resource.form()));
        }
    }

    @Test
    void aListHasTheColumnsOfDataos() {
        serve(pulse(), resource(new ResourceRef("depot", "-", "数据湖"), "pending"));

        assertThat(sandbox.tireless("get").out()).isEqualTo("""
                NAME     VERSION   TYPE     WORKSPACE   STATUS    RUNTIME     OWNER
                pulse    v1beta    worker   public      active    running:1   metis
                数据湖   v1beta    depot                pending               metis
                """);
    }

    @Test
    void aWorkerThatListensIsSeenAtOnce() {
        ReplicaView fine = replica("pulse-0", true);
        ReplicaView listening = new ReplicaView(
                fine.name(),
                fine.state(),
                new ReplicaView.Run(fine.pid(), fine.startedAt(), List.of("0.0.0.0:8080"), List.of()),
                fine.newest(),
                fine.ends(),
                fine.throughput(),
                fine.statusText(),
                fine.probes());
        serve(resource(PULSE, "active", listening));

        assertThat(sandbox.tireless("get").out()).contains("ingress-violation   running:1");
        assertThat(sandbox.tireless("get", "-o", "json").out()).contains("\"listensAt\":[\"0.0.0.0:8080\"]");
    }

    @Test
    void aWideListSaysWhyToo() {
        serve(resource(PULSE, "error", replica("pulse-0", true), replica("pulse-1", false)));

        assertThat(sandbox.tireless("get", "-o", "wide").out().lines().skip(1))
                .singleElement()
                .asString()
                .matches(
                        "pulse +v1beta +worker +public +error +running:2 +metis +machine +3 +1/2 +2 +2\\.5 +7 +process +\\d+d"
                                + " +pulse-1 fails again and again");
    }

    @Test
    void typesOwnersAndTagsAreAskedOfTheServer() {
        serve();

        Outcome outcome = sandbox.tireless("get", "services", "-w", "lab", "--owner", "metis", "--tag", "a b");

        assertThat(outcome.out()).startsWith("nothing here");
        assertThat(sandbox.server.asked().getLast().query())
                .containsOnly(
                        java.util.Map.entry("type", "service"),
                        java.util.Map.entry("workspace", "lab"),
                        java.util.Map.entry("owner", "metis"),
                        java.util.Map.entry("tag", "a b"));
    }

    @Test
    void forProgramsThereAreNamesJsonAndYaml() {
        serve(pulse());

        assertThat(sandbox.tireless("get", "-o", "name").out()).isEqualTo("worker/pulse\n");
        assertThat(sandbox.tireless("get", "-o", "json").out())
                .isEqualTo("{\"items\":[" + pulse().form().write() + "]}\n");
        assertThat(sandbox.tireless("get", "worker/pulse", "-o", "json").out())
                .isEqualTo(pulse().form().write() + "\n");
        assertThat(sandbox.tireless("get", "pulse", "-o", "yaml").out())
                .startsWith("type: worker\nworkspace: public\nname: pulse\nuid: uid\nmetadata:\n  version: v1beta\n")
                .contains("\n  tags:\n  - a\n  - b\n", "\nseen: 17\n");
    }

    @Test
    void anUnknownOutputIsRefusedWithThoseThereAre() {
        Outcome outcome = sandbox.tireless("get", "-o", "xml");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("there is no output `xml`; one of wide, name, json, yaml");
    }

    @Test
    void aResourceIsNamedInManyWays() {
        serve(pulse());

        for (List<String> words : List.of(
                List.of("worker", "pulse"),
                List.of("workers", "pulse"),
                List.of("worker/pulse"),
                List.of("pulse"),
                List.of("-t", "worker", "-n", "pulse", "-w", "public"))) {
            String[] arguments = java.util.stream.Stream.concat(
                            java.util.stream.Stream.of("get", "-o", "name"), words.stream())
                    .toArray(String[]::new);
            assertThat(sandbox.tireless(arguments).out()).as("%s", words).isEqualTo("worker/pulse\n");
        }
    }

    @Test
    void whatIsNotThereIsStatusFour() {
        serve(resource(new ResourceRef("worker", "lab", "ghost"), "active"));

        Outcome outcome = sandbox.tireless("get", "worker", "ghost");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err())
                .isEqualTo(
                        "tireless: there is no /api/v1/resources/worker/public/ghost; there is worker lab/ghost (worker/ghost -w lab)\n");
    }

    @Test
    void withoutAServerItIsStatusFive(@TempDir Path empty) {
        Outcome outcome = sandbox.with("TIRELESS_HOME", empty.toString()).tireless("get");

        assertThat(outcome.status()).isEqualTo(5);
        assertThat(outcome.err()).contains("no server runs on the home " + empty, "`tireless server start`");
    }

    @Test
    void theRuntimeIsShownReplicaByReplica() {
        serve(resource(PULSE, "error", replica("pulse-0", true), replica("pulse-1", false)));

        assertThat(sandbox.tireless("get", "runtime", "pulse").out())
                .containsPattern("NAME +VERSION +TYPE +WORKSPACE +TITLE +STACK +OWNER\n")
                .containsPattern("running:2 +1 +2\n")
                .containsPattern("pulse-0 +running +yes +\\d+d +4711 +3 +1 +exited 3\n")
                .containsPattern("pulse-1 +backing-off +no +3 +1 +exited 3 +4 failures in a row, next in \\d+s");
    }

    @Test
    void whatAWorkerSaidBeforeItFailedIsTheReason() {
        ReplicaView failed = replica("pulse-0", false);
        ReplicaView saying = new ReplicaView(
                failed.name(),
                failed.state(),
                failed.run(),
                failed.newest(),
                failed.ends(),
                failed.throughput(),
                "there is no main.py",
                failed.probes());
        ResourceView resource = resource(PULSE, "active", saying);
        sandbox.server.on(
                "GET " + AT_PULSE + "/describe",
                (_, answering) -> answering.reply(Replies.description(resource).form()));

        assertThat(sandbox.tireless("describe", "pulse").out()).contains("exited 3 after 4 ms: there is no main.py");
    }

    @Test
    void aDescriptionSaysWhy() {
        ResourceView resource = resource(PULSE, "error", replica("pulse-0", true), replica("pulse-1", false));
        sandbox.server.on(
                "GET " + AT_PULSE + "/describe",
                (_, answering) -> answering.reply(Replies.description(resource).form()));

        String out = sandbox.with("TZ", "UTC")
                .tireless("describe", "pulse", "--manifest")
                .out();

        assertThat(out)
                .startsWith("worker public/pulse\n  status    error\n  because   pulse-1 fails again and again\n")
                .contains(
                        "\nDesired\n",
                        "  revision   3, since ",
                        "  command    sh -c true\n",
                        "  envs.NAME  one\n             two\n",
                        "\nObserved\n",
                        "  together: 2.5 per second, 100 processed, 1 error, 7 waiting\n",
                        "\nWhat happened last\n",
                        "  pulse-0 started, pid 4711\n",
                        "  pulse-0 is ready\n",
                        "  pulse-0 | ping \\u001b[31m\n",
                        "\nManifest\n  name: pulse\n");
        assertThat(out.indexOf("started, pid")).isLessThan(out.indexOf("is ready"));
    }

    @Test
    void logsAreTheLinesAlone() {
        serve(pulse());
        sandbox.server.on("GET " + AT_PULSE + "/logs", (_, answering) -> {
            answering.begin("application/x-ndjson");
            answering.chunk(new LogLine("pulse-0", "one", Optional.empty())
                            .form()
                            .write() + "\n"
                    + new LogLine("pulse-0", "zwei ⚙", Optional.empty()).form().write() + "\n");
            answering.end();
        });

        assertThat(sandbox.tireless("logs", "pulse", "-l", "20").out()).isEqualTo("one\nzwei ⚙\n");
        assertThat(sandbox.server.asked().getLast().query()).isEqualTo(java.util.Map.of("back", "20"));

        sandbox.tireless("logs", "pulse", "-l", "-1", "--replica", "1");
        assertThat(sandbox.server.asked().getLast().query())
                .containsEntry("back", "2147483647")
                .containsEntry("replica", "pulse-1");

        sandbox.tireless("logs", "pulse", "--since", "2026-11-25T21:00:00+01:00");
        assertThat(sandbox.server.asked().getLast().query())
                .isEqualTo(java.util.Map.of("back", "2147483647", "since", "2026-11-25T20:00:00Z"));
        assertThat(sandbox.tireless("logs", "pulse", "--since", "10m", "-l", "5")
                        .status())
                .isZero();
        assertThat(sandbox.tireless("logs", "pulse", "--since", "soon").err()).contains("`soon` is no time");
    }

    @Test
    void ofSeveralReplicasEachLineSaysWhose() {
        serve(resource(PULSE, "active", replica("pulse-0", true), replica("pulse-10", true)));
        sandbox.server.on("GET " + AT_PULSE + "/logs", (_, answering) -> {
            answering.begin("application/x-ndjson");
            answering.chunk(new LogLine("pulse-10", "one", Optional.empty())
                            .form()
                            .write() + "\n"
                    + new LogLine("pulse-0", "two", Optional.empty()).form().write() + "\n");
            answering.end();
        });

        assertThat(sandbox.tireless("logs", "pulse").out()).isEqualTo("pulse-10 | one\npulse-0  | two\n");
    }

    @Test
    void aFollowEndsWhenTheResourceIsGone() {
        sandbox.server.on("GET " + AT_PULSE, (_, answering) -> answering.reply(pulse().form()));
        sandbox.server.on("GET " + AT_PULSE + "/logs", (asked, answering) -> {
            if (sandbox.server.asked("GET " + AT_PULSE + "/logs").size() > 1) {
                answering.reply(404, "{\"code\":\"NOT_FOUND\",\"retryable\":false,\"message\":\"gone\"}");
                return;
            }
            answering.begin("application/x-ndjson");
            answering.chunk(
                    new LogLine("pulse-0", "one", Optional.empty()).form().write() + "\n");
            if (asked.query().containsKey("follow")) {
                answering.chunk(
                        new LogLine("pulse-0", "two", Optional.empty()).form().write() + "\n");
            }
            answering.end();
        });

        Outcome outcome = sandbox.tireless("logs", "-f", "pulse");

        assertThat(outcome.out()).isEqualTo("one\ntwo\n");
        assertThat(outcome.err()).contains("worker public/pulse is gone; its logs end here");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void aFollowOutlivesAServerThatDiesInItsFirstLookUp() {
        String look = "GET " + AT_PULSE;
        sandbox.server.on(look, (_, answering) -> {
            if (sandbox.server.asked(look).size() > 1) {
                answering.reply(pulse().form());
            }
        });
        sandbox.server.on(look + "/logs", (_, answering) -> {
            answering.begin("application/x-ndjson");
            answering.chunk(new LogLine("pulse-0", "late", Optional.empty(), 65_000)
                            .form()
                            .write()
                    + "\n{\"error\":{\"code\":\"FAILED\",\"retryable\":false,\"message\":\"it is damaged\"}}\n");
            answering.end();
        });

        Outcome outcome = sandbox.tireless("logs", "-f", "pulse");

        assertThat(outcome.out()).isEqualTo("late\n");
        assertThat(outcome.err()).isEqualTo("""
                        tireless: the connection to the server broke; waiting for the server to come back
                        tireless: the server is back
                        tireless: at least 65000 bytes that pulse-0 wrote before this were removed, by `logs.maxSize` or `logs.maxAge`
                        tireless: it is damaged
                        """);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(sandbox.tireless("logs", "pulse").status()).isEqualTo(1);
    }

    @Test
    void withoutAServerAFollowEndsAtOnce() {
        sandbox.server.die();

        Outcome outcome = sandbox.tireless("logs", "-f", "pulse");

        assertThat(outcome.err()).contains("no server runs on the home").doesNotContain("waiting");
        assertThat(outcome.status()).isEqualTo(5);
    }
}
