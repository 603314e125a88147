package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;
import tireless.json.Form;
import tireless.server.http.Route;
import tireless.server.metrics.Metrics;

/** The document says what the routes are, and the routes answer as it says. */
class OpenApiTest {
    private static final List<String> METHODS = List.of("get", "post", "delete");
    private static final String REF = "#/components/schemas/";

    @TempDir
    private Path folder;

    private Plane plane;
    private Form document;

    @BeforeEach
    void open() {
        plane = Plane.open(folder.resolve("home"));
        document = Form.read(plane.get("/openapi.json").body());
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void everyRouteIsDocumentedAndNothingElse() {
        Metrics metrics = new Metrics("1.2.3", plane.services.inventory(), plane.store.journal());
        SortedSet<String> mounted = new TreeSet<>();
        for (Route route : Routes.of(plane.services, plane.settings, metrics)) {
            mounted.add(route.method() + " " + route.path() + " " + new TreeSet<>(route.query()));
        }

        SortedSet<String> documented = new TreeSet<>();
        operations()
                .forEach((place, operation) ->
                        documented.add(place.toUpperCase(Locale.ROOT).substring(0, place.indexOf(' '))
                                + place.substring(place.indexOf(' ')) + " " + queryOf(operation)));

        assertThat(documented).isEqualTo(mounted);
        assertThat(document.form("info").text("version")).isEqualTo("1.2.3");
    }

    private Map<String, Form> operations() {
        Map<String, Form> operations = new TreeMap<>();
        Form paths = document.form("paths");
        for (String path : paths.names()) {
            Form item = paths.form(path);
            METHODS.stream()
                    .filter(item::has)
                    .forEach(method -> operations.put(method + " " + path, item.form(method)));
        }
        return operations;
    }

    private static SortedSet<String> queryOf(Form operation) {
        SortedSet<String> names = new TreeSet<>();
        if (operation.has("parameters")) {
            operation.each("parameters", parameter -> parameter).stream()
                    .filter(parameter -> parameter.text("in").equals("query"))
                    .forEach(parameter -> names.add(parameter.text("name")));
        }
        return names;
    }

    @Test
    void everyOperationAnswersAsDocumented() {
        String manifest = Plane.worker("pulse", 1, "echo hello; exec sleep 1000");
        String apply = Plane.request(manifest).form().write();
        String wrong =
                Plane.request(manifest.replace("replicas", "replica")).form().write();
        String delete = "{\"resources\": [{\"type\": \"worker\", \"workspace\": \"public\", \"name\": \"pulse\"}]}";
        String reports = "/collated/api/v1/reports/resources/";

        List<String> done = new ArrayList<>();
        done.add(check("plan", "200", plane.post(Api.BASE + "/plan", apply)));
        done.add(check("apply", "422", plane.post(Api.BASE + "/apply", wrong)));
        done.add(check("apply", "200", plane.post(Api.BASE + "/apply", apply)));
        done.add(check("logs", "200", firstLine()));
        done.add(check("watch", "200", firstEvent()));
        done.add(check("server", "200", plane.get(Api.BASE + "/server")));
        done.add(check("resources", "200", plane.get(Api.BASE + "/resources?limit=1")));
        done.add(check("resource", "200", plane.get(Plane.PULSE)));
        done.add(check("describe", "200", plane.get(Plane.PULSE + "/describe")));
        done.add(check("explain", "200", plane.get(Plane.PULSE + "/explain")));
        done.add(check("series", "200", plane.get(Plane.PULSE + "/series")));
        done.add(check("series", "default", plane.get(Plane.PULSE.replace("pulse", "no") + "/series")));
        done.add(check("allSeries", "200", plane.get(Api.BASE + "/series?figures=perSecond,backlog")));
        done.add(check("allSeries", "default", plane.get(Api.BASE + "/series?figures=luck")));
        for (String action : List.of("pause", "stop", "resume", "restart")) {
            done.add(check(action, "200", plane.post(Plane.PULSE + "/" + action, "")));
        }
        done.add(check("scale", "200", plane.post(Plane.PULSE + "/scale", "{\"replicas\": 0}")));
        done.add(check("scale", "default", plane.post(Plane.PULSE + "/scale", "{}")));
        plane.post(Api.BASE + "/apply", apply.replace("sleep 1000", "sleep 2000"));
        done.add(check("history", "200", plane.get(Plane.PULSE + "/history")));
        done.add(check("diff", "200", plane.get(Plane.PULSE + "/diff")));
        done.add(check("rollback", "200", plane.post(Plane.PULSE + "/rollback", "{\"dryRun\": true}")));
        done.add(check("events", "200", plane.get(Api.BASE + "/events?limit=1")));
        done.add(check("resourceEvents", "200", plane.get(Plane.PULSE + "/events")));
        done.add(check("runtimeReport", "200", plane.get(reports + "runtime")));
        done.add(check("statusReport", "200", plane.get(reports + "status")));
        done.add(check("lives", "200", plane.get("/healthz")));
        done.add(check("isReady", "200", plane.get("/readyz")));
        done.add(check("metrics", "200", plane.get("/metrics")));
        done.add(check("openapi", "200", plane.get("/openapi.json")));
        done.add(check("delete", "200", plane.post(Api.BASE + "/delete", delete)));
        done.add(check("deleteResource", "default", plane.ask("DELETE", Plane.PULSE.replace("pulse", "no"), "")));
        plane.apply(Plane.worker("other", 0, "exec sleep 1000"));
        done.add(check("deleteResource", "200", plane.ask("DELETE", Plane.PULSE.replace("pulse", "other"), "")));
        awaitGone();
        done.add(check("undelete", "200", plane.post(Plane.PULSE + "/undelete", "")));
        String door = Plane.request(Plane.secret("code: one")).form().write();
        plane.post(Api.BASE + "/apply", door);
        done.add(check("secretValues", "200", plane.get(Plane.DOOR + "/values")));
        done.add(check("secretValues", "default", plane.get(Plane.PULSE + "/values")));
        plane.apply(RoutesTest.STACK);
        done.add(check("stackSource", "200", plane.get(Plane.OWN_STACK + "/source")));
        plane.apply(VolumesTest.VOLUME);
        done.add(check("describe", "200", plane.get(VolumesTest.SAMPLES + "/describe")));
        done.add(check("rotateKey", "200", plane.post(Api.ROTATE_KEY, "")));
        done.add(check("backUp", "200", plane.post(Api.BASE + "/backup", "{\"file\": \"/tmp/a.db\"}")));
        done.add(check("stopServer", "202", plane.post(Api.BASE + "/server/stop", "{}")));

        assertThat(operations().values())
                .extracting(operation -> operation.text("operationId"))
                .allSatisfy(operation -> assertThat(done).contains(operation));
    }

    /** The name of the operation, whose reply is as its documentation says. */
    private String check(String operationId, String status, Wire.Reply reply) {
        Form operation = operations().values().stream()
                .filter(one -> one.text("operationId").equals(operationId))
                .findFirst()
                .orElseThrow();
        Form responses = operation.form("responses");
        assertThat(status.equals("default") ? "default" : Integer.toString(reply.status()))
                .as(reply.body())
                .isEqualTo(status);
        Form content = responses.form(status).form("content");
        String type = reply.headers().get("content-type").replaceAll(";.*", "");
        assertThat(content.names()).as(operationId).contains(type);
        if (type.equals("text/event-stream")) {
            assertThat(errors(Form.empty().with("$ref", REF + "Event"), data(reply.body())))
                    .isEmpty();
        } else if (!type.equals("text/plain")) {
            assertThat(errors(content.form(type).form("schema"), reply.body()))
                    .as("%s: %s", operationId, reply.body())
                    .isEmpty();
        }
        return operationId;
    }

    private List<String> errors(Form schema, String body) {
        String text = schema.with("components", document.form("components")).write();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text)
                .validate(body, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void aBodyThatIsNotAsDocumentedIsFound() {
        assertThat(errors(Form.empty().with("$ref", REF + "Health"), "{\"status\": \"fine\"}"))
                .isNotEmpty();
        assertThat(errors(Form.empty().with("$ref", REF + "Health"), "{\"status\": \"ok\", \"more\": 1}"))
                .isNotEmpty();
    }

    /** Of the first event that tells what happened. */
    private static String data(String events) {
        String begin = "event: happened\ndata: ";
        return events.substring(events.indexOf(begin) + begin.length())
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private Wire.Reply firstLine() {
        try (Wire wire = plane.connect()) {
            wire.send(Wire.request("GET", Plane.PULSE + "/logs?follow=true", ""));
            Wire.Reply head = wire.head();
            return new Wire.Reply(head.status(), head.headers(), wire.chunk());
        }
    }

    private Wire.Reply firstEvent() {
        try (Wire wire = plane.connect()) {
            wire.send(Wire.request("GET", Api.BASE + "/watch", "", "Last-Event-ID: 0"));
            Wire.Reply head = wire.head();
            StringBuilder events = new StringBuilder();
            while (!events.toString().matches("(?s).*event: happened\ndata: [^\n]+\n\n.*")) {
                events.append(wire.chunk());
            }
            return new Wire.Reply(head.status(), head.headers(), events.toString());
        }
    }

    private void awaitGone() {
        try (Wire wire = plane.connect()) {
            wire.send(Wire.request("GET", Api.BASE + "/watch", ""));
            assertThat(wire.head().status()).isEqualTo(200);
            while (plane.get(Plane.PULSE).status() == 200) {
                wire.chunk();
            }
        }
    }
}
