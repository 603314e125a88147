package tireless.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tireless.api.Api;
import tireless.api.ApplyRequest;
import tireless.api.ChangeView;
import tireless.api.Description;
import tireless.api.EventView;
import tireless.api.LogLine;
import tireless.api.Page;
import tireless.api.PlanReply;
import tireless.api.ReplicaView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.api.SourceView;
import tireless.client.ServerAddress;
import tireless.json.Form;
import tireless.model.Location;
import tireless.model.Metadata;
import tireless.model.Power;
import tireless.model.Problem;
import tireless.model.Throughput;
import tireless.testing.server.Answering;
import tireless.testing.server.Asked;
import tireless.testing.server.ScriptedServer;

/** A server with a few resources that stay as they are, whatever it is asked to do. */
final class DataOsWorld implements AutoCloseable {
    /** A Stack that somebody declared. */
    private static final String DECLARED = """
            name: bento-v4
            version: v1alpha
            type: stack
            stack: {name: own, version: "1.0", reconciler: stackManager, command: [cat], workerConfig: {}}
            """;

    private static final Instant APPLIED = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant STARTED = Instant.parse("2026-01-02T03:04:09Z");
    private static final Pattern HEAD =
            Pattern.compile("name: (\\S+)\\nversion: (\\S+)\\ntype: (\\S+)\\n(?:workspace: (\\S+)\\n)?");

    private static final ResourceView PULSE = resource(
            new ResourceRef("worker", "public", "pulse"),
            "v1beta",
            "error",
            "running:1/2",
            List.of(
                    replica("pulse-0", "running", OptionalLong.of(4711)),
                    replica("pulse-1", "backing-off", OptionalLong.empty())));
    private static final ResourceView INDEXER = resource(
            new ResourceRef("worker", "system", "poros-indexer"),
            "v1beta",
            "active",
            "running:1",
            List.of(replica("poros-indexer-0", "running", OptionalLong.of(42))));
    private static final ResourceView DAILY =
            resource(new ResourceRef("workflow", "public", "data-product-sync"), "v1", "pending", "", List.of());
    private static final ResourceView STACK =
            resource(new ResourceRef("stack", "-", "bento-v4"), "v1alpha", "pending", "", List.of());

    private static final List<ResourceView> ALL = List.of(STACK, DAILY, PULSE, INDEXER);

    private final ScriptedServer server;

    DataOsWorld(Path home) {
        server = new ScriptedServer(home.resolve(ServerAddress.SOCKET));
        server.on("GET " + Api.BASE + "/resources", DataOsWorld::list);
        server.on("POST " + Api.BASE + "/plan", (asked, answering) -> change(asked, answering, false));
        server.on("POST " + Api.BASE + "/apply", (asked, answering) -> change(asked, answering, true));
        server.on("POST " + Api.BASE + "/delete", DataOsWorld::delete);
        String absent = Api.path(new ResourceRef("worker", "public", "absent"));
        for (String route : List.of("GET " + absent, "POST " + absent + "/pause")) {
            server.on(route, (_, answering) -> answering.reply(404, """
                    {"code":"NOT_FOUND","retryable":false,"message":"there is no worker public/absent"}"""));
        }
        for (ResourceView view : ALL) {
            String path = Api.path(view.resource());
            server.on("GET " + path, (_, answering) -> answering.reply(view.form()));
            server.on(
                    "GET " + path + "/describe",
                    (_, answering) -> answering.reply(description(view).form()));
            server.on(
                    "GET " + path + "/source",
                    (_, answering) -> answering.reply(new SourceView(path, "/srv", DECLARED).form()));
            server.on("GET " + path + "/logs", (asked, answering) -> logs(view, asked, answering));
            for (String action : List.of("pause", "resume", "stop", "restart")) {
                server.on("POST " + path + "/" + action, (_, answering) -> answering.reply(view.form()));
            }
        }
    }

    private static ResourceView resource(
            ResourceRef ref, String version, String status, String runtime, List<ReplicaView> replicas) {
        return new ResourceView(
                ref,
                "uid",
                new Metadata(
                        version,
                        Optional.of("A " + ref.type()),
                        Optional.empty(),
                        List.of("dataos:type:resource", "dataos:resource:" + ref.type()),
                        "metis",
                        "user"),
                new ResourceView.Accepted(3, APPLIED, 17),
                new ResourceView.Condition(
                        status, status.equals("error") ? "pulse-1 fails again and again" : "", runtime),
                new ResourceView.Scale(Power.ON, OptionalInt.empty(), replicas.size()),
                replicas.isEmpty() ? "" : "process:1.0",
                replicas);
    }

    private static ReplicaView replica(String name, String phase, OptionalLong pid) {
        boolean running = pid.isPresent();
        return new ReplicaView(
                name,
                new ReplicaView.State(phase, running ? "" : "exited 3 after 4 ms", running),
                new ReplicaView.Run(pid, running ? Optional.of(STARTED) : Optional.empty()),
                new ReplicaView.Attempt(2, 3),
                new ReplicaView.Ends(
                        1, running ? 0 : 4, Optional.empty(), running ? Optional.empty() : Optional.of("exited 3")),
                Throughput.UNKNOWN,
                "");
    }

    private static Description description(ResourceView view) {
        return new Description(
                view,
                new TreeMap<>(),
                "name: " + view.resource().name() + "\n",
                "",
                view.observed().isEmpty()
                        ? List.of()
                        : List.of(
                                event(view, 4, OptionalInt.of(1), "exited", "exited 3 after 4 ms"),
                                event(view, 3, OptionalInt.of(1), "exited", "exited 3 after 4 ms"),
                                event(view, 2, OptionalInt.of(0), "ready", "is ready"),
                                event(view, 1, OptionalInt.of(0), "started", "started, pid 4711")),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static EventView event(ResourceView view, long sequence, OptionalInt ordinal, String kind, String text) {
        return new EventView(sequence, STARTED.plusSeconds(sequence), view.resource(), "uid", ordinal, kind, text);
    }

    private static void list(Asked asked, Answering answering) throws IOException {
        Map<String, String> query = asked.query();
        List<ResourceView> found = ALL.stream()
                .filter(view -> query.getOrDefault("type", view.resource().type())
                                .equals(view.resource().type())
                        && query.getOrDefault("workspace", view.resource().workspace())
                                .equals(view.resource().workspace())
                        && query.getOrDefault("name", view.resource().name())
                                .equals(view.resource().name())
                        && query.getOrDefault("owner", "metis").equals("metis"))
                .toList();
        answering.reply(new Page<>(found, Optional.empty()).form(ResourceView::form));
    }

    private static void logs(ResourceView view, Asked asked, Answering answering) throws IOException {
        answering.begin("application/x-ndjson");
        for (ReplicaView replica : view.observed()) {
            if (asked.query().getOrDefault("replica", replica.name()).equals(replica.name())) {
                for (String text : List.of("begins", "| a line with a bar")) {
                    answering.chunk(new LogLine(replica.name(), text, Optional.empty())
                                    .form()
                                    .write() + "\n");
                }
            }
        }
        answering.end();
    }

    /** What is there is changed, what is not is created; a manifest with `replica:` in it is wrong. */
    private static void change(Asked asked, Answering answering, boolean applied) throws IOException {
        ApplyRequest request = ApplyRequest.read(asked.form());
        List<ChangeView> changes = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        request.sources().forEach(source -> {
            Matcher head = HEAD.matcher(source.text());
            while (head.find()) {
                boolean instance = head.group(3).equals("stack");
                String workspace = Optional.ofNullable(head.group(4))
                        .orElse(request.workspace().orElse("public"));
                changes.add(change(
                        new ResourceRef(head.group(3), instance ? "-" : workspace, head.group(1)),
                        head.group(2),
                        source.text().contains("# same")));
            }
            if (source.text().contains("replica:")) {
                problems.add(new Problem(
                        Problem.Severity.ERROR,
                        "unknown-attribute",
                        new Location(source.name(), 6, 3),
                        "unknown attribute `replica`",
                        Optional.of("did you mean `replicas`?")));
            }
        });
        PlanReply reply = new PlanReply(applied && problems.isEmpty(), problems, changes);
        answering.reply(problems.isEmpty() ? 200 : 422, reply.form().write());
    }

    private static ChangeView change(ResourceRef resource, String version, boolean same) {
        boolean there = ALL.stream().anyMatch(view -> view.resource().equals(resource));
        ChangeView.Action action =
                same ? ChangeView.Action.UNCHANGED : there ? ChangeView.Action.ROLL : ChangeView.Action.CREATE;
        return new ChangeView(action, resource, version, List.of(), 0, 0, there ? 17 : 0, "text\n");
    }

    private static void delete(Asked asked, Answering answering) throws IOException {
        boolean force = asked.form().flag("force");
        List<ChangeView> changes = new ArrayList<>();
        for (ResourceRef ref : asked.form().each("resources", ResourceRef::read)) {
            Optional<ResourceView> view =
                    ALL.stream().filter(one -> one.resource().equals(ref)).findFirst();
            if (view.isEmpty()) {
                answering.reply(
                        404,
                        "{\"code\":\"NOT_FOUND\",\"retryable\":false,\"message\":\"there is no %s\"}".formatted(ref));
                return;
            }
            if (ref.type().equals("stack") && !force) {
                answering.reply(
                        400,
                        "{\"code\":\"USAGE\",\"retryable\":false,\"message\":\"%s is used by worker public/pulse; --force deletes it all the same\"}"
                                .formatted(ref));
                return;
            }
            changes.add(new ChangeView(
                    ChangeView.Action.DELETE, ref, view.get().metadata().version(), List.of(), 0, 0, 17, "text\n"));
        }
        answering.reply(Form.empty().withEach("changes", changes, ChangeView::form));
    }

    @Override
    public void close() {
        server.close();
    }
}
