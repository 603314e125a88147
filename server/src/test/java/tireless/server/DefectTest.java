package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;
import tireless.api.ErrorReply;
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
