package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;
import tireless.api.ChangeView;
import tireless.api.Description;
import tireless.api.ErrorReply;
import tireless.api.EventView;
import tireless.api.LogLine;
import tireless.api.Page;
import tireless.api.PlanReply;
import tireless.api.ResourceView;
import tireless.api.RevisionView;
import tireless.api.ServerView;
import tireless.api.SourceView;
import tireless.api.StopRequest;
import tireless.json.Form;
import tireless.model.Power;
import tireless.model.TirelessException.Code;

/** From a manifest to a process and back, over the socket. */
class RoutesTest {
    private static final String SCRIPT = "echo hello; exec sleep 1000";

    static final String STACK = """
            name: own
            version: v1alpha
            type: stack
            stack:
              name: own
              version: "1.0"
              reconciler: stackManager
              command: [/bin/true]
              environmentVars: {DB_PASSWORD: hunter2}
            """;

    @TempDir
    private Path folder;

    private Plane plane;

    @BeforeEach
    void open() {
        plane = Plane.open(folder.resolve("home"));
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private static Form form(Wire.Reply reply) {
        assertThat(reply.headers())
                .containsEntry("tireless-api-version", "1")
                .containsEntry("content-type", "application/json");
        return Form.read(reply.body());
    }

    private static Form good(Wire.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return form(reply);
    }

    private static ErrorReply refused(int status, Wire.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return ErrorReply.read(form(reply));
    }

    private void applied(int replicas) {
        PlanReply reply = PlanReply.read(good(plane.apply(Plane.worker("pulse", replicas, SCRIPT))));
        assertThat(reply.applied()).isTrue();
    }

    private ResourceView pulse() {
        return ResourceView.read(good(plane.get(Plane.PULSE)));
    }

    @Test
    void aManifestIsPlannedAppliedAndSeen() {
        String body = Plane.request(Plane.worker("pulse", 2, SCRIPT)).form().write();

        PlanReply planned = PlanReply.read(good(plane.post(Api.BASE + "/plan", body)));
        assertThat(planned.applied()).isFalse();
        assertThat(planned.changes()).extracting(ChangeView::action).containsExactly(ChangeView.Action.CREATE);
        assertThat(plane.get(Plane.PULSE).status()).isEqualTo(404);

        PlanReply applied = PlanReply.read(good(plane.post(Api.BASE + "/apply", body)));
        assertThat(applied.applied()).isTrue();
        assertThat(applied.changes().getFirst().text()).isEqualTo("+ worker public/pulse: 2 replicas\n");
        ResourceView view = pulse();
        assertThat(view.metadata().owner()).isEqualTo("ada");
        assertThat(view.replicas()).isEqualTo(2);
        assertThat(view.observed()).hasSize(2);
        assertThat(view.stack()).startsWith("process");
    }

    @Test
    void whatIsWrongIsToldWithItsPlaceAndNothingIsApplied() {
        Wire.Reply reply = plane.apply(Plane.worker("pulse", 1, SCRIPT).replace("replicas", "replica"));

        assertThat(reply.status()).isEqualTo(422);
        PlanReply plan = PlanReply.read(form(reply));
        assertThat(plan.applied()).isFalse();
        assertThat(plan.problems())
                .anySatisfy(problem -> assertThat(problem.location()).hasToString("worker.yaml:6:3"));
        assertThat(plane.get(Plane.PULSE).status()).isEqualTo(404);
    }

    @Test
    void whatWasSeenTooLongAgoIsAConflict() {
        applied(1);
        long seen = pulse().seen();
        good(plane.post(Plane.PULSE + "/scale", "{\"replicas\": 2}"));

        String body = Plane.request(Plane.worker("pulse", 3, SCRIPT))
                .withSeen(java.util.Map.of("worker/public/pulse", seen))
                .form()
                .write();
        ErrorReply error = refused(409, plane.post(Api.BASE + "/apply", body));

        assertThat(error.retryable()).isTrue();
        assertThat(error.message()).contains("worker public/pulse");
        assertThat(pulse().replicas()).isEqualTo(2);
    }

    @Test
    void resourcesComeInPagesThatHoldWhenSomeGo() {
        for (String name : List.of("a", "b", "c", "d")) {
            good(plane.apply(Plane.worker(name, 0, SCRIPT)));
        }
        String list = Api.BASE + "/resources?type=worker&limit=2";

        Page<ResourceView> first = Page.read(good(plane.get(list)), ResourceView::read);
        good(plane.ask("DELETE", Api.BASE + "/resources/worker/public/b", ""));
        Page<ResourceView> second =
                Page.read(good(plane.get(list + "&after=" + first.next().orElseThrow())), ResourceView::read);

        assertThat(first.items()).extracting(view -> view.resource().name()).containsExactly("a", "b");
        assertThat(second.items()).extracting(view -> view.resource().name()).containsExactly("c", "d");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void resourcesAreFound() {
        applied(0);

        for (String query : List.of("type=worker", "workspace=public", "name=pulse", "owner=ada", "tag=beat")) {
            assertThat(Page.read(good(plane.get(Api.BASE + "/resources?" + query)), ResourceView::read)
                            .items())
                    .as(query)
                    .extracting(view -> view.resource().name())
                    .contains("pulse");
        }
        for (String query : List.of("type=service", "workspace=other", "name=p", "owner=bob", "tag=x")) {
            assertThat(Page.read(good(plane.get(Api.BASE + "/resources?" + query)), ResourceView::read)
                            .items())
                    .as(query)
                    .isEmpty();
        }
    }

    @Test
    void describesWithoutWhatIsSecret() throws InterruptedException {
        applied(1);
        awaitLine();

        Description description = describedWhenStarted();

        assertThat(description.fields())
                .containsEntry("run.environment.PLAIN", "visible")
                .containsEntry("run.environment.DB_PASSWORD", "****")
                .containsEntry("run.environment.HEADER", "'Authorization: ****'")
                .containsEntry("replicas", "1");
        assertThat(description.events()).extracting(EventView::kind).contains("accepted", "started");
        assertThat(description.lastLines()).containsExactly(new LogLine("pulse-0", "hello", Optional.of("1.0.6")));
        assertThat(description.manifest()).startsWith("name: pulse").doesNotContain("hunter2");
    }

    @Test
    void aStackIsGivenAsItWasApplied() {
        good(plane.apply(STACK));

        SourceView given = SourceView.read(good(plane.get(Plane.OWN_STACK + "/source")));
        assertThat(given.text()).isEqualTo(STACK);
        assertThat(given.folder()).startsWith("/");
        applied(1);
        refused(400, plane.get(Plane.PULSE + "/source"));
        refused(404, plane.get(Api.BASE + "/resources/stack/-/other/source"));
    }

    @Test
    void aWorkerThatItsStackCanNotMakeAnyMoreSaysWhy() {
        String stack = """
                name: greeter
                version: v1alpha
                type: stack
                stack:
                  name: greet
                  version: "1.0"
                  reconciler: stackManager
                  command: [/bin/sleep, "1000"]
                  workerConfig:
                    configFileTemplate: |
                      greeting: hello {{ .Name }}
                """;
        good(plane.apply(stack));
        good(plane.apply("""
                name: pulse
                version: v1beta
                type: worker
                worker:
                  stack: greet:1.0
                  stackSpec: {}
                """));
        good(plane.apply(stack.replace("{{ .Name }}", "{{ .Name | nosuch }}")));

        String why =
                "stays at revision 1: the stack greet:1.0 can not make this worker run: configFileTemplate, line 1, column ";
        assertThat(described(Plane.PULSE).resource().reason()).startsWith("it " + why);
        assertThat(described(Api.BASE + "/resources/stack/-/greeter").resource().reason())
                .startsWith("worker public/pulse " + why);
        good(plane.apply(stack));
        assertThat(described(Plane.PULSE).resource().reason()).isEmpty();
    }

    private Description described(String path) {
        return Description.read(good(plane.get(path + "/describe")));
    }

    @Test
    void noReplyShowsAPassword() {
        String manifest = Plane.worker("pulse", 1, SCRIPT)
                        .replace("sleep 1000']", "sleep 1000', --password, hunter2, '--api-key=hunter2']")
                + "    API_TOKEN: |\n      hunter2\n      hunter2\n    SECRET_WORD:\n      hunter2\n    FOLDED_KEY: >-\n      "
                + "postgres://ada:hunter2@db/x\n";
        good(plane.apply(manifest));
        String changed = manifest.replace("hunter2", "hunter3").replace("visible", "seen");
        String planned = plane.post(
                        Api.BASE + "/plan", Plane.request(changed).form().write())
                .body();
        assertThat(planned).contains("visible", "seen");
        good(plane.apply(changed));
        String diff = plane.get(Plane.PULSE + "/diff").body();
        assertThat(diff).contains("DB_PASSWORD", "visible");
        for (String shown : List.of(
                planned,
                diff,
                plane.get(Plane.PULSE + "/describe").body(),
                plane.get(Plane.PULSE + "/history").body())) {
            assertThat(shown).doesNotContain("hunter2", "hunter3");
        }
    }

    /** Events are written down behind what they tell of. */
    private Description describedWhenStarted() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            Description description = Description.read(good(plane.get(Plane.PULSE + "/describe?lines=5")));
            boolean started = description.events().stream().map(EventView::kind).anyMatch("started"::equals);
            if (started || System.nanoTime() > end) {
                return description;
            }
        }
    }

    /** Follows until a line came, so that it is there. */
    private void awaitLine() {
        try (Wire wire = plane.connect()) {
            wire.send(Wire.request("GET", Plane.PULSE + "/logs?follow=true", ""));
            assertThat(wire.head().headers()).containsEntry("content-type", "application/x-ndjson");
            assertThat(wire.chunk()).isEqualTo("{\"replica\":\"pulse-0\",\"text\":\"hello\",\"position\":\"1.0.6\"}\n");
        }
    }

    @Test
    void logsAreShownAndEnd() {
        applied(1);
        awaitLine();

        Wire.Reply all = plane.get(Plane.PULSE + "/logs");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.body()).isEqualTo("{\"replica\":\"pulse-0\",\"text\":\"hello\",\"position\":\"1.0.6\"}\n");
        assertThat(plane.get(Plane.PULSE + "/logs?replica=0&back=0").body()).isEmpty();
        assertThat(refused(404, plane.get(Plane.PULSE + "/logs?replica=pulse-9"))
                        .message())
                .isEqualTo("there is no replica `pulse-9`; there are pulse-0");
    }

    @Test
    void commandsChangeWhatIsDesired() {
        applied(2);

        assertThat(ResourceView.read(good(plane.post(Plane.PULSE + "/scale", "{\"replicas\": 3}")))
                        .replicas())
                .isEqualTo(3);
        assertThat(ResourceView.read(good(plane.post(Plane.PULSE + "/pause", "")))
                        .runtime())
                .isEqualTo("paused");
        assertThat(ResourceView.read(good(plane.post(Plane.PULSE + "/stop", "")))
                        .runtime())
                .isEqualTo("stopped");
        assertThat(ResourceView.read(good(plane.post(Plane.PULSE + "/resume", "")))
                        .replicas())
                .isEqualTo(3);
        good(plane.post(Plane.PULSE + "/restart", ""));
        assertThat(refused(400, plane.post(Plane.PULSE + "/scale", "{}")).code())
                .isEqualTo(Code.USAGE);
        assertThat(refused(400, plane.post(Plane.PULSE + "/scale", "{\"replicas\": -1}"))
                        .message())
                .contains("between 0 and 10000");
    }

    @Test
    void aBodyWithAMisspeltMemberDoesNothing() {
        applied(1);
        String keys = "\"resources\": [{\"type\": \"worker\", \"workspace\": \"public\", \"name\": \"pulse\"";

        assertThat(refused(400, plane.post(Api.BASE + "/delete", "{" + keys + "}], \"dryrun\": true}"))
                        .message())
                .contains("`dryrun`", "`dryRun`, `force`, `resources`");
        assertThat(refused(400, plane.post(Api.BASE + "/delete", "{" + keys + ", \"revision\": 1}]}"))
                        .message())
                .contains("`revision`", "`name`, `type`, `workspace`");
        for (String command : List.of("rollback", "undelete", "scale", "pause", "resume", "stop", "restart")) {
            assertThat(refused(400, plane.post(Plane.PULSE + "/" + command, "{\"dryrun\": true, \"replicas\": 5}"))
                            .message())
                    .as(command)
                    .contains("`dryrun`");
        }
        assertThat(refused(400, plane.ask("DELETE", Plane.PULSE, "{\"dryRun\": true}"))
                        .message())
                .contains("`dryRun`");
        assertThat(refused(400, plane.post(Api.BASE + "/server/stop", "{\"worker\": true}"))
                        .message())
                .contains("`worker`", "`workers`");
        assertThat(plane.stops).isEmpty();
        String apply = Plane.request(Plane.worker("pulse", 7, SCRIPT)).form().write();
        for (String misspelt : List.of(
                apply.replace("\"keepGoing\"", "\"keepgoing\""),
                apply.replace("\"name\"", "\"text \":\"\",\"name\""))) {
            refused(400, plane.post(Api.BASE + "/plan", misspelt));
            refused(400, plane.post(Api.BASE + "/apply", misspelt));
        }
        assertThat(pulse().replicas()).isEqualTo(1);
        assertThat(pulse().power()).isEqualTo(Power.ON);
    }

    @Test
    void thePastIsShownAndBroughtBack() {
        applied(0);
        assertThat(refused(404, plane.get(Plane.PULSE + "/diff")).message())
                .contains("no revision before its revision 1");
        good(plane.apply(Plane.worker("pulse", 0, "exec sleep 2000")));

        List<RevisionView> history = Page.read(good(plane.get(Plane.PULSE + "/history")), RevisionView::read)
                .items();
        assertThat(history).extracting(RevisionView::number).containsExactly(2, 1);
        assertThat(history).extracting(RevisionView::current).containsExactly(true, false);
        assertThat(history.getFirst().fields())
                .extracting(field -> field.path())
                .containsExactly("run.command");
        assertThat(good(plane.get(Plane.PULSE + "/diff?from=1&to=2")).each("items", item -> item.text("path")))
                .containsExactly("run.command");

        ChangeView back = ChangeView.read(good(plane.post(Plane.PULSE + "/rollback", "{\"dryRun\": true}")));
        assertThat(back.action()).isEqualTo(ChangeView.Action.ROLL);
        assertThat(pulse().revision()).isEqualTo(2);
        good(plane.post(Plane.PULSE + "/rollback", "{\"revision\": 1}"));
        assertThat(pulse().revision()).isEqualTo(3);
    }

    @Test
    void whatIsDeletedCanComeBack() throws InterruptedException {
        applied(1);
        String body = "{\"resources\": [{\"type\": \"worker\", \"workspace\": \"public\", \"name\": \"pulse\"}]%s}";

        assertThat(good(plane.post(Api.BASE + "/delete", body.formatted(", \"dryRun\": true")))
                        .each("changes", ChangeView::read))
                .extracting(ChangeView::action)
                .containsExactly(ChangeView.Action.DELETE);
        try (Wire watch = plane.connect()) {
            watch.send(Wire.request("GET", Api.BASE + "/watch?name=pulse", ""));
            assertThat(watch.head().status()).isEqualTo(200);
            good(plane.post(Api.BASE + "/delete", body.formatted("")));
            String seen = "";
            while (!seen.contains("event: gone")) {
                seen += watch.chunk();
            }
        }
        assertThat(plane.get(Plane.PULSE).status()).isEqualTo(404);
        good(plane.post(Plane.PULSE + "/undelete", ""));
        assertThat(pulse().revision()).isEqualTo(1);
    }

    @Test
    void eventsComeInPagesNewestFirst() {
        applied(0);
        good(plane.post(Plane.PULSE + "/pause", ""));

        Page<EventView> page = Page.read(good(plane.get(Plane.PULSE + "/events?limit=1")), EventView::read);
        Page<EventView> older = Page.read(
                good(plane.get(
                        Plane.PULSE + "/events?limit=1&before=" + page.next().orElseThrow())),
                EventView::read);

        assertThat(page.items()).extracting(EventView::kind).containsExactly("powerChanged");
        assertThat(older.items()).extracting(EventView::kind).containsExactly("accepted");
        assertThat(good(plane.get(Api.BASE + "/events")).each("items", EventView::read))
                .hasSizeGreaterThan(2);
    }

    @Test
    void theServerTellsOfItselfAndStops() throws InterruptedException {
        assertThat(ServerView.read(good(plane.get(Api.BASE + "/server"))).version())
                .isEqualTo("1.2.3");

        assertThat(plane.post(Api.BASE + "/server/stop", "{\"workers\": true}").status())
                .isEqualTo(202);
        assertThat(plane.stops.poll(10, TimeUnit.SECONDS)).isEqualTo(new StopRequest(true));
    }

    @Test
    void healthIsTold() {
        assertThat(plane.get("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(plane.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void reportsAreThoseOfDataOs() {
        applied(0);
        String reports = "/collated/api/v1/reports/resources/";

        String runtime =
                plane.get(reports + "runtime?id=worker:v1beta:pulse:public").body();
        assertThat(runtime.replaceAll("\"when\":\"[-0-9T:]+Z\"", "\"when\":\"…\""))
                .isEqualTo("{\"items\":[{\"id\":\"worker:v1beta:pulse:public\",\"observations\":"
                        + "[{\"type\":\"runtime\",\"when\":\"…\",\"value\":\"running:0\"}]}],"
                        + "\"page\":1,\"size\":20,\"total_pages\":1,\"total_records\":1}");
        assertThat(plane.get(reports + "status?id=worker:v1beta:pulse").body())
                .contains("\"type\":\"state\"", "\"value\":\"active\"");
        assertThat(plane.get(reports + "status?id=worker:v2:pulse").body()).contains("\"total_records\":0");
        assertThat(plane.get(reports + "status?page=2&size=1").body())
                .contains("\"page\":2,\"size\":1,\"total_pages\":2");
        assertThat(refused(400, plane.get(reports + "runtime?id=pulse")).message())
                .contains("`type:version:name`");
    }
}
