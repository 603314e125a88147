package tireless.server;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tireless.api.Api;
import tireless.api.ServerView;
import tireless.control.Commands;
import tireless.control.Intake;
import tireless.control.Inventory;
import tireless.control.Watch;
import tireless.linux.BootClock;
import tireless.model.Uid;
import tireless.plan.Planner;
import tireless.secret.Vault;
import tireless.stack.builtin.BuiltInStacks;
import tireless.store.Store;
import tireless.store.memory.MemoryStore;
import tireless.testing.engine.ScriptedEngine;

/** What a server costs in a virtual machine of its own: run by hand, as the numbers mean nothing in one that is warm. */
final class ColdStart {
    private ColdStart() {}

    private static final int WATCHERS = 1_000;

    /** Prints how long the start and the first answer took, and what a thousand watchers need at both ends. */
    public static void main(String[] arguments) {
        Store store = new MemoryStore();
        ScriptedEngine engine = new ScriptedEngine();
        BootClock time = new BootClock();
        Watch watch = new Watch(store, engine);
        Commands commands = new Commands(
                store,
                Vault.inMemory(),
                engine,
                new Planner(() -> new Uid("1")),
                BuiltInStacks.resolver(InstantSource.system()),
                time,
                watch::changed);
        Services services = new Services(
                new Intake(BuiltInStacks.resolver(InstantSource.system()), List::of, () -> false),
                commands,
                new Inventory(store, engine),
                watch,
                engine,
                store,
                time,
                new ServerProcess(
                        "1",
                        () -> new ServerView("1", 1, 1, "/", java.time.Instant.EPOCH, "", 0, 0),
                        _ -> {},
                        _ -> {},
                        _ -> {
                            throw new IllegalStateException("no backups here");
                        }));
        Path socket = Path.of(arguments[0]);
        long begin = System.nanoTime();
        ApiServer server = ApiServer.start(services, ServerSettings.on(socket));
        long started = System.nanoTime();
        try (Wire wire = Wire.to(socket)) {
            wire.exchange("GET", "/healthz", "");
        }
        long answered = System.nanoTime();
        System.out.printf(
                "start %d ms, first answer %d ms%n", (started - begin) / 1_000_000, (answered - started) / 1_000_000);
        if (arguments.length > 1) {
            watch(socket);
        }
        server.close();
    }

    private static void watch(Path socket) {
        List<Wire> wires = new ArrayList<>();
        long memory = 0;
        int threads = 0;
        for (int i = -10; i < WATCHERS; i++) {
            if (i == 0) {
                memory = used();
                threads = ManagementFactory.getThreadMXBean().getThreadCount();
            }
            Wire wire = Wire.to(socket);
            wire.send(Wire.request("GET", Api.BASE + "/watch", ""));
            wire.head();
            wires.add(wire);
        }
        System.out.printf(
                "%d watchers: %d bytes each, %d platform threads more%n",
                WATCHERS,
                (used() - memory) / WATCHERS,
                ManagementFactory.getThreadMXBean().getThreadCount() - threads);
        wires.forEach(Wire::close);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
