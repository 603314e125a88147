package tireless.server.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import tireless.api.Api;
import tireless.engine.Subscription;
import tireless.model.TimeSource;

/** Takes a request from the event loop to its route, which runs on a thread that may block, and brings the answer back. */
final class Exchange {
    private static final int MOST_PARAMETERS = 100;

    private final Vertx vertx;
    private final Executor threads;
    private final Refusals refusals;
    private final Traffic traffic;
    private final IdleGuard guard;
    private final TimeSource time;
    private final Set<Outflow> streams = ConcurrentHashMap.newKeySet();

    Exchange(Vertx vertx, Executor threads, Refusals refusals, Traffic traffic, IdleGuard guard, TimeSource time) {
        this.vertx = vertx;
        this.threads = threads;
        this.refusals = refusals;
        this.traffic = traffic;
        this.guard = guard;
        this.time = time;
    }

    /** Answers a request that a route was found for. */
    void handle(RoutingContext found, Route route) {
        Duration begin = time.now().sinceBoot();
        HttpServerRequest request = found.request();
        Context context = vertx.getOrCreateContext();
        Map<String, String> path = Map.copyOf(found.pathParams());
        Bodies.read(
                request,
                () -> guard.awaits(request.connection()),
                body -> {
                    guard.rests(request.connection());
                    threads.execute(() -> run(new Turn(context, request, route, begin), path, body));
                },
                refusal -> send(new Turn(context, request, route, begin), refusal));
    }

    /** Answers a request that there is no route for. */
    void refuse(HttpServerRequest request, Answer answer) {
        Route nowhere = new Route(request.method().name(), "", Set.of(), (Endpoint.Reply) _ -> answer);
        send(new Turn(vertx.getOrCreateContext(), request, nowhere, time.now().sinceBoot()), answer);
    }

    private record Turn(Context context, HttpServerRequest request, Route route, Duration begin) {
        HttpServerResponse response() {
            return request.response();
        }
    }

    private void run(Turn turn, Map<String, String> path, Buffer body) {
        try {
            Call call = new Call(
                    path,
                    query(turn.request()),
                    Optional.ofNullable(turn.request().getHeader("Last-Event-ID")),
                    Bodies.decode(body));
            call.allowOnly(turn.route().query());
            switch (turn.route().endpoint()) {
                case Endpoint.Reply reply -> answer(turn, reply.answer(call));
                case Endpoint.Stream stream -> stream(turn, stream, call);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError thrown) {
            answer(turn, refusals.of(turn.route().method(), thrown));
        }
    }

    private void stream(Turn turn, Endpoint.Stream stream, Call call) {
        Outflow out = new Outflow(turn.context(), turn.response());
        turn.context().runOnContext(_ -> {
            turn.response().closeHandler(_ -> out.cut());
            turn.response().exceptionHandler(_ -> out.cut());
            if (turn.response().closed()) {
                out.cut();
            }
        });
        Subscription subscription;
        try {
            subscription = stream.open(call, out);
        } catch (RuntimeException thrown) {
            if (!out.hasBegun()) {
                throw thrown;
            }
            // The head is sent: a connection that breaks off is all that can still be said.
            refusals.record(thrown);
            turn.context().runOnContext(_ -> turn.request().connection().close());
            return;
        }
        told(turn, 200);
        traffic.opened(turn.route().path());
        streams.add(out);
        out.whenOver(() -> streams.remove(out));
        out.whenOver(() -> threads.execute(() -> {
            subscription.close();
            traffic.closed(turn.route().path());
        }));
        out.whenOver(() -> guard.awaits(turn.request().connection()));
    }

    /** Ends every stream, so that its client learns that it has to come back. */
    void endStreams() {
        streams.forEach(Outflow::end);
    }

    private void answer(Turn turn, Answer answer) {
        turn.context().runOnContext(_ -> send(turn, answer));
    }

    /** On the event loop. */
    private void send(Turn turn, Answer answer) {
        HttpServerResponse response = turn.response();
        if (response.closed() || response.ended()) {
            threads.execute(answer.afterwards());
            return;
        }
        guard.awaits(turn.request().connection());
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", answer.type())
                .putHeader("Cache-Control", "no-store")
                .putHeader(Api.VERSION_HEADER, Integer.toString(Api.VERSION))
                .end(answer.body())
                .onComplete(_ -> threads.execute(answer.afterwards()));
        told(turn, answer.status());
    }

    private void told(Turn turn, int status) {
        traffic.answered(
                turn.route().method(), turn.route().path(), status, time.now().since(turn.begin()));
    }

    private static Map<String, String> query(HttpServerRequest request) {
        Map<String, List<String>> all;
        try {
            all = new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8, true, MOST_PARAMETERS, true)
                    .parameters();
        } catch (IllegalArgumentException malformed) {
            throw Call.usage("the query can not be read: " + malformed.getMessage());
        }
        Map<String, String> query = new HashMap<>();
        all.forEach((name, values) -> {
            if (values.size() > 1) {
                throw Call.usage("`%s` is given %d times".formatted(name, values.size()));
            }
            query.put(name, values.getFirst());
        });
        return query;
    }
}
