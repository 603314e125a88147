package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;
import tireless.api.ErrorReply;
import tireless.api.ServerView;
import tireless.engine.Engine;
import tireless.json.Form;
import tireless.model.TirelessException;
import tireless.model.TirelessException.Code;
import tireless.store.Store;
import tireless.store.memory.MemoryStore;

/** What the caller hears when something behind the server fails. */
class DefectTest {
    private static final String FULL =
            "the disk of /srv/tireless.db is full: nothing was written; free some space, then try again";

    @TempDir
    private Path folder;

    /** Throws when the named method is called, once armed. */
    private static final class Trap {
        private volatile boolean armed;

        <T> T around(T real, Class<T> type, String method, RuntimeException thrown) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (_, called, arguments) -> {
                        if (armed && called.getName().equals(method)) {
                            throw thrown;
                        }
                        try {
                            return called.invoke(real, arguments);
                        } catch (java.lang.reflect.InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }

    @Test
    void aFullDiskRefusesAnApplyAndNothingIsApplied() {
        Trap trap = new Trap();
        Store store = trap.around(
                new MemoryStore(),
                Store.class,
                "commit",
                new TirelessException(Code.FAILED, true, FULL, new RuntimeException()));
        try (Plane plane = Plane.open(folder.resolve("home"), store, engine -> engine)) {
            trap.armed = true;

            Wire.Reply reply = plane.apply(Plane.worker("pulse", 1, "exec sleep 1000"));

            assertThat(reply.status()).isEqualTo(500);
            assertThat(ErrorReply.read(Form.read(reply.body()))).isEqualTo(new ErrorReply(Code.FAILED, true, FULL));
            assertThat(plane.get(Plane.PULSE).status()).isEqualTo(404);
            trap.armed = false;
            assertThat(plane.apply(Plane.worker("pulse", 1, "exec sleep 1000")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aDefectIsANumberForTheCallerAndATraceForTheLog() {
        Trap trap = new Trap();
        try (Plane plane = Plane.open(
                folder.resolve("home"),
                new MemoryStore(),
                engine -> trap.around(engine, Engine.class, "status", new IllegalStateException("secret inside")))) {
            trap.armed = true;

            Wire.Reply reply = plane.get(Api.BASE + "/resources");

            assertThat(reply.status()).isEqualTo(500);
            ErrorReply error = ErrorReply.read(Form.read(reply.body()));
            assertThat(error.message())
                    .matches("this is a defect of the server; its log tells more of incident [0-9a-f]{8}");
            assertThat(reply.body()).doesNotContain("secret", "Exception", "tireless.");
            String incident = error.message().substring(error.message().length() - 8);
            assertThat(plane.log)
                    .singleElement()
                    .asString()
                    .startsWith("incident " + incident)
                    .contains("secret inside", "\tat ");
            trap.armed = false;
        }
    }

    @Test
    void aWatchThatCanNotGoOnEndsAndCanBeTakenUpAgain() {
        Trap trap = new Trap();
        try (Plane plane = Plane.open(
                        folder.resolve("home"),
                        new MemoryStore(),
                        engine -> trap.around(engine, Engine.class, "status", TirelessException.failed("damaged")));
                Wire wire = plane.connect()) {
            wire.send(Wire.request("GET", Api.BASE + "/watch", ""));
            assertThat(wire.head().status()).isEqualTo(200);
            trap.armed = true;
            plane.apply(Plane.worker("pulse", 0, "exec sleep 1000"));

            wire.skipBody();
            trap.armed = false;
        }
    }

    @Test
    void aWatchThatFailsAtItsBeginningLeavesNoWatcher() {
        Set<Thread> tellers = ConcurrentHashMap.newKeySet();
        AtomicInteger looks = new AtomicInteger(Integer.MAX_VALUE);
        try (Plane plane = Plane.open(
                folder.resolve("home"),
                new MemoryStore(),
                engine -> noticing(engine, Engine.class, "status", () -> {
                    if (Thread.currentThread().getName().equals("watch")) {
                        tellers.add(Thread.currentThread());
                    } else if (looks.getAndDecrement() == 0) {
                        throw TirelessException.failed("damaged");
                    }
                }))) {
            plane.apply(Plane.worker("pulse", 0, "exec sleep 1000"));
            // The first look is for the list of all states, the second one for what is told of the first of them.
            looks.set(1);
            try (Wire wire = plane.connect()) {
                wire.send(Wire.request("GET", Api.BASE + "/watch?name=pulse", "", "Last-Event-ID: 0"));
                assertThat(wire.head().status()).isEqualTo(200);
                wire.skipBody();
            }
            assertThat(looks).hasValue(-1);
            looks.set(Integer.MAX_VALUE);
            tellers.clear();

            try (Wire wire = plane.connect()) {
                wire.send(Wire.request("GET", Api.BASE + "/watch", ""));
                assertThat(wire.head().status()).isEqualTo(200);
                for (int told = 0; told < 20; ) {
                    plane.post(Plane.PULSE + "/" + (told % 2 == 0 ? "pause" : "resume"), "");
                    told += wire.chunk().contains("event: changed") ? 1 : 0;
                }
            }
            assertThat(tellers).hasSize(1);
        }
    }

    private static <T> T noticing(T real, Class<T> type, String method, Runnable called) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, asked, arguments) -> {
            if (asked.getName().equals(method)) {
                called.run();
            }
            try {
                return asked.invoke(real, arguments);
            } catch (java.lang.reflect.InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    @Test
    void whatIsBeingAnsweredIsAnsweredAlsoWhenTheServerCloses() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Plane plane = Plane.open(folder.resolve("home"));
        Services services = plane.services;
        ServerProcess process = new ServerProcess(
                "1",
                () -> {
                    begun.countDown();
                    awaitQuietly(goOn);
                    return new ServerView("1", 1, 1, "/", Instant.EPOCH, "", 0, 0);
                },
                _ -> {},
                _ -> {},
                _ -> {
                    throw new IllegalStateException("no backups here");
                });
        Path socket = folder.resolve("other.sock");
        ApiServer other = ApiServer.start(
                new Services(
                        services.intake(),
                        services.commands(),
                        services.inventory(),
                        services.watch(),
                        services.engine(),
                        services.store(),
                        services.time(),
                        process),
                ServerSettings.on(socket));
        try (plane;
                Wire wire = Wire.to(socket);
                Wire watch = Wire.to(socket)) {
            watch.send(Wire.request("GET", Api.BASE + "/watch", ""));
            assertThat(watch.head().status()).isEqualTo(200);
            wire.send(Wire.request("GET", Api.BASE + "/server", ""));
            begun.await();
            Thread closing = Thread.ofVirtual().start(other::close);
            String piece = watch.chunk();
            while (!piece.isEmpty()) {
                piece = watch.chunk();
            }
            goOn.countDown();

            assertThat(wire.reply().status()).isEqualTo(200);
            assertThat(wire.isAtEnd()).isTrue();
            closing.join();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatTheStateDoesNotAllowIsAConflict() {
        try (Plane plane = Plane.open(folder.resolve("home"))) {
            plane.apply(Plane.worker("pulse", 0, "exec sleep 1000"));

            Wire.Reply undelete = plane.post(Plane.PULSE + "/undelete", "");
            Wire.Reply workspace = plane.ask("DELETE", Api.BASE + "/resources/workspace/-/public", "");

            assertThat(undelete.status()).isEqualTo(409);
            assertThat(workspace.status()).isEqualTo(409);
            assertThat(ErrorReply.read(Form.read(workspace.body())).message())
                    .contains("is needed by worker public/pulse");
        }
    }
}
