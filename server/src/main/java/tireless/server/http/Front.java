package tireless.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import tireless.api.Api;
import tireless.model.TimeSource;
import tireless.model.TirelessException.Code;

/** What stands before the routes on every listening address: who may come in, in which version, and to which route. */
public final class Front {
    private final Exchange exchange;
    private final IdleGuard guard;
    private final Router router;

    /**
     * @param threads run the routes, which may block
     * @param patience how long a client may take for its part
     */
    public Front(
            Vertx vertx,
            List<Route> routes,
            Executor threads,
            Refusals refusals,
            Traffic traffic,
            Duration patience,
            TimeSource time) {
        this.guard = new IdleGuard(vertx, patience);
        this.exchange = new Exchange(vertx, threads, refusals, traffic, guard, time);
        this.router = Router.router(vertx);
        routes.forEach(this::mount);
        router.errorHandler(404, found -> exchange.refuse(found.request(), unknown(found.request())));
        router.errorHandler(405, found -> exchange.refuse(found.request(), wrongMethod(found.request())));
        router.errorHandler(400, found -> exchange.refuse(found.request(), unreadable()));
        router.errorHandler(500, found -> exchange.refuse(found.request(), refusals.of("GET", found.failure())));
    }

    /** Takes the requests of {@code server}; with a token, only those that carry it. */
    public void serve(HttpServer server, Optional<Token> token) {
        server.connectionHandler(this::connected);
        server.requestHandler(request -> accept(request, token));
        server.invalidRequestHandler(request -> {
            request.response().putHeader("Connection", "close");
            exchange.refuse(request, unreadable());
        });
    }

    /** Ends what would go on for as long as its client likes. */
    public void endStreams() {
        exchange.endStreams();
    }

    private void connected(HttpConnection connection) {
        guard.awaits(connection);
        connection.closeHandler(_ -> guard.rests(connection));
    }

    private void accept(HttpServerRequest request, Optional<Token> token) {
        if (token.isPresent() && !token.get().isIn(request.getHeader("Authorization"))) {
            request.response().putHeader("WWW-Authenticate", "Bearer").putHeader("Connection", "close");
            exchange.refuse(
                    request, Refusals.reply(401, Code.USAGE, "a valid token is needed: `Authorization: Bearer …`"));
            return;
        }
        Optional<String> otherVersion = Api.isForEveryVersion(request.method().name(), request.path())
                ? Optional.empty()
                : Optional.ofNullable(request.getHeader(Api.VERSION_HEADER)).flatMap(Front::unlikeOurs);
        if (otherVersion.isPresent()) {
            exchange.refuse(request, Refusals.reply(400, Code.USAGE, otherVersion.get()));
            return;
        }
        router.handle(request);
    }

    private void mount(Route route) {
        String path = route.path().replace('{', ':').replace("}", "");
        var added = switch (route.method()) {
            case "GET" -> router.get(path);
            case "POST" -> router.post(path);
            case "DELETE" -> router.delete(path);
            default -> throw new IllegalArgumentException("no such method: " + route.method());
        };
        added.handler(found -> exchange.handle(found, route));
    }

    private static Optional<String> unlikeOurs(String version) {
        if (version.equals(Integer.toString(Api.VERSION))) {
            return Optional.empty();
        }
        String older = version.matches("[0-9]{1,9}") && Integer.parseInt(version) > Api.VERSION
                ? "this server is older: `tireless server stop`, then `tireless server start` with the newer version"
                : "the command is older than this server: upgrade it";
        return Optional.of("the server speaks version %d of the API, and `%s: %s` was asked for; %s"
                .formatted(Api.VERSION, Api.VERSION_HEADER, version, older));
    }

    private static Answer unknown(HttpServerRequest request) {
        return Refusals.reply(
                404, Code.NOT_FOUND, "there is no route `%s`; GET /openapi.json lists them".formatted(request.path()));
    }

    private static Answer wrongMethod(HttpServerRequest request) {
        return Refusals.reply(
                405,
                Code.USAGE,
                "`%s` does not take %s; GET /openapi.json lists what does".formatted(request.path(), request.method()));
    }

    private static Answer unreadable() {
        return Refusals.reply(400, Code.USAGE, "this is no HTTP request that the server can read");
    }
}
