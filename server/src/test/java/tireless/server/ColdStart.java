package tireless.server;

import java.nio.file.Path;
import java.util.Optional;
import tireless.api.ServerView;
import tireless.control.Commands;
import tireless.control.Intake;
import tireless.control.Inventory;
import tireless.control.Watch;
import tireless.linux.BootClock;
import tireless.model.Uid;
import tireless.plan.Planner;
import tireless.stack.StackCatalog;
import tireless.store.Store;
import tireless.store.memory.MemoryStore;
import tireless.testing.engine.ScriptedEngine;

/** How long a server takes to start in a new virtual machine: run by hand, as the number means nothing in one that is warm. */
final class ColdStart {
    private ColdStart() {}

    /** Prints milliseconds: the start, and the first answer after it. */
    public static void main(String[] arguments) {
        Store store = new MemoryStore();
        ScriptedEngine engine = new ScriptedEngine();
        BootClock time = new BootClock();
        Watch watch = new Watch(store, engine);
        Commands commands = new Commands(store, engine, new Planner(() -> new Uid("1")), time, watch::changed);
        Services services = new Services(
                new Intake(new StackCatalog(java.util.List.of())),
                commands,
                new Inventory(store, engine),
                watch,
                engine,
                store,
                time,
                new ServerProcess(
                        () -> new ServerView("1", 1, 1, "/", java.time.Instant.EPOCH, "", 0, 0),
                        Optional::empty,
                        _ -> {},
                        _ -> {}));
        Path socket = Path.of(arguments[0]);
        long begin = System.nanoTime();
        ApiServer server = ApiServer.start(services, ServerSettings.on(socket));
        long started = System.nanoTime();
        try (Wire wire = Wire.to(socket)) {
            wire.exchange("GET", "/healthz", "");
        }
        long answered = System.nanoTime();
        server.close();
        System.out.printf(
                "start %d ms, first answer %d ms%n", (started - begin) / 1_000_000, (answered - started) / 1_000_000);
    }
}
