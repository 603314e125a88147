package tireless.control;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.source.Sources;
import tireless.model.ResourceKey;
import tireless.model.Uid;
import tireless.plan.Candidate;
import tireless.plan.Change;
import tireless.plan.Plan;
import tireless.plan.Planner;
import tireless.secret.Vault;
import tireless.stack.WorkloadResolver;
import tireless.stack.builtin.BuiltInStacks;
import tireless.store.Store;
import tireless.testing.ManualTime;
import tireless.testing.engine.ScriptedEngine;

/** Commands over one store; opening another one on the same store is what a new process does. */
final class ControlDesk implements AutoCloseable {
    private static final WorkloadResolver RESOLVER = BuiltInStacks.resolver(InstantSource.system());
    private static final Intake INTAKE = new Intake(RESOLVER, List::of, () -> false);
    private static final AtomicInteger UIDS = new AtomicInteger();

    /** Of all desks. */
    static final Vault vault = Vault.inMemory();

    final ScriptedEngine engine = new ScriptedEngine();
    final ManualTime time = new ManualTime();
    final List<ResourceKey> changed = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    final Commands commands;
    final Inventory inventory;
    private final Recorder recorder;

    ControlDesk(Store store) {
        recorder = new Recorder(
                store, engine, time, changed::add, failure -> failures.add(String.valueOf(failure.getMessage())));
        inventory = new Inventory(store, engine);
        commands = new Commands(
                store,
                vault,
                engine,
                new Planner(() -> new Uid("uid-" + UIDS.incrementAndGet())),
                RESOLVER,
                time,
                changed::add);
        commands.begin();
    }

    Plan apply(String manifests) {
        return commands.apply(read(manifests), Map.of());
    }

    static List<Candidate> read(String manifests) {
        Intake.Reading reading = reading(manifests);
        if (reading.hasErrors()) {
            throw new AssertionError(reading.problems());
        }
        return reading.candidates();
    }

    static Intake.Reading reading(String manifests) {
        return INTAKE.read(
                Sources.of("m.yaml", Path.of("/"), manifests), ReadOptions.of(Purpose.APPLY, Map.of()), "ada");
    }

    /** {@code Create worker public/pulse} for each change. */
    static List<String> shown(Plan plan) {
        return plan.changes().stream().map(ControlDesk::shown).toList();
    }

    static String shown(Change change) {
        return change.getClass().getSimpleName() + " " + change.key();
    }

    static String worker(String name, String line) {
        return """
                name: %s
                version: v1beta
                type: worker
                worker:
                  stack: process
                  stackSpec:
                    shell: %s
                """.formatted(name, line);
    }

    /** Waits until what was handed to other threads is done. */
    @Override
    public void close() {
        recorder.close();
    }
}
