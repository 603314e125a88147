package tireless.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.WorkspaceChoice;
import tireless.manifest.problem.Problems;
import tireless.manifest.source.Sources;
import tireless.model.Event;
import tireless.model.Findings;
import tireless.model.Metadata;
import tireless.model.Phase;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.RunSpec;
import tireless.model.SelfReport;
import tireless.model.SlotId;
import tireless.model.Uid;
import tireless.model.scaling.ScaleTrigger;
import tireless.plan.Candidate;
import tireless.plan.DesiredResource;
import tireless.plan.Document;
import tireless.plan.Planner;
import tireless.stack.Declared;
import tireless.stack.Disk;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.TriggerRules;
import tireless.stack.builtin.BuiltInStacks;
import tireless.stack.defined.BentoSettings;
import tireless.testing.ManualTime;
import tireless.testing.engine.ScriptedEngine;
import tireless.trigger.catalog.TriggerCatalog;
import tireless.trigger.connect.Connections;

/**
 * A worker that is applied with the {@code spec} of a ScaledObject as it stands in KEDA, and looked at while a test lets time pass. Its triggers ask real
 * servers. Its replicas are all ready at once.
 */
final class KedaScene implements AutoCloseable {
    private static final ResourceKey KEY = ResourceKey.worker("public", "w");
    private static final Metadata METADATA =
            new Metadata("v1beta", Optional.empty(), Optional.empty(), List.of(), "ada", "user");
    private static final Map<String, String> AUTHENTICATION = Map.of("username", "USER", "password", "SECRET");

    private final int replicas;
    private final ManualTime time = new ManualTime();
    private final InstantSource clock = () -> time.now().wall();
    private final TriggerCatalog catalog = TriggerCatalog.standard();
    private final Connections connections = new Connections(clock);
    private final ScriptedEngine engine = new ScriptedEngine();
    private final Planner planner = new Planner(() -> new Uid("uid"));
    private final List<Event> told = new ArrayList<>();
    private @Nullable DesiredResource desired;
    private @Nullable ScaledWorker worker;
    private Instant nextLook = Instant.MAX;

    /** @param replicas what KEDA's Deployment has, and the manifest */
    KedaScene(int replicas) {
        this.replicas = replicas;
    }

    /** What is wrong with a {@code spec}, each with its line in it. */
    List<String> problems(String spec) {
        int before = manifest("").lines().toList().size();
        return resolve(spec).problems().stream()
                .map(problem ->
                        "%d %s: %s".formatted(problem.location().line() - before, problem.code(), problem.message()))
                .toList();
    }

    private String manifest(String spec) {
        return """
                name: w
                version: v1beta
                type: worker
                worker:
                  stack: process
                  replicas: %d
                  stackSpec: {command: /bin/sleep}
                  tireless:
                """.formatted(replicas) + spec.indent(4);
    }

    private Resolution resolve(String spec) {
        TriggerRules rules = trigger -> catalog.problems(trigger).stream()
                .map(problem -> new TriggerRules.Flaw(
                        problem.code(),
                        problem.key(),
                        problem.isError(),
                        problem.message(),
                        problem.hint().orElse("")))
                .toList();
        var set = ManifestReader.read(
                Sources.of("w.yaml", Path.of("/"), manifest(spec)), ReadOptions.of(Purpose.APPLY, Map.of()));
        ResolveContext context = new ResolveContext(
                Purpose.APPLY,
                WorkspaceChoice.DEFAULT,
                Optional.empty(),
                true,
                Disk.REAL,
                Optional.of("/bin"),
                new Problems());
        return BuiltInStacks.resolver(
                        clock, Optional.empty(), Path.of("/"), () -> BentoSettings.DEFAULT, List.of(), rules)
                .resolve(set, Declared.NONE, context);
    }

    /** Applies it, in place of what was applied before; what is scaled is looked at at once. */
    void apply(String spec) throws InterruptedException {
        Resolution resolution = resolve(spec);
        assertThat(resolution.problems()).isEmpty();
        Candidate candidate =
                new Candidate(KEY, resolution.resources().getFirst().spec(), new Document(spec, METADATA));
        Map<ResourceKey, DesiredResource> current = desired == null ? Map.of() : Map.of(KEY, desired);
        DesiredResource next = planner.plan(List.of(candidate), current, clock.instant())
                .changes()
                .getFirst()
                .after();
        desired = next;
        show(next);
        if (next.revision().workload().scaling().isEmpty()) {
            end();
            return;
        }
        if (worker == null) {
            worker = new ScaledWorker(next, engine, this::open, this::set, told::add, List::of, time);
        } else {
            worker.desire(next);
        }
        look(worker);
    }

    /** Applies the worker with nothing that scales it, as where KEDA's ScaledObject is deleted. */
    void deleteScaledObject() throws InterruptedException {
        apply("{}");
    }

    private TriggerSource.Opened open(ScaleTrigger trigger, ResourceKey key, RunSpec run) {
        return new TriggerSource.Opened.Open(catalog.open(
                trigger,
                trigger.authentication().isPresent() ? AUTHENTICATION : Map.of(),
                Map.of(),
                connections,
                clock));
    }

    private void set(ResourceKey key, Uid uid, int count, String why) {
        DesiredResource scaled = desired.withScale(count);
        desired = scaled;
        show(scaled);
        worker.desire(scaled);
    }

    private void show(DesiredResource shown) {
        List<ReplicaStatus> observed = IntStream.range(0, shown.replicas())
                .mapToObj(ordinal -> new ReplicaStatus(
                        new SlotId(KEY, ordinal),
                        1,
                        1,
                        new Phase.Running(1, Duration.ZERO, true, List.of()),
                        0,
                        Optional.empty(),
                        SelfReport.NONE,
                        Findings.NONE))
                .toList();
        engine.show(new ResourceStatus(KEY, shown.revision().uid(), 1, shown.power(), shown.replicas(), observed, ""));
    }

    private void look(ScaledWorker looked) throws InterruptedException {
        nextLook = clock.instant().plus(looked.look());
    }

    /** Lets so much time pass, with all looks that fall into it. */
    void pass(Duration span) throws InterruptedException {
        Instant end = clock.instant().plus(span);
        while (worker != null && !nextLook.isAfter(end)) {
            time.advance(Duration.between(clock.instant(), nextLook));
            look(worker);
        }
        time.advance(Duration.between(clock.instant(), end));
    }

    void passSeconds(int seconds) throws InterruptedException {
        pass(Duration.ofSeconds(seconds));
    }

    /** How many replicas there are now. */
    int replicas() {
        return desired.replicas();
    }

    /** Lets time pass, in which the count must not change. */
    void staysFor(int seconds, int count) throws InterruptedException {
        for (int second = 0; second < seconds; second++) {
            passSeconds(1);
            assertThat(replicas()).isEqualTo(count);
        }
    }

    /** Lets time pass until there are so many, {@code seconds} at most. */
    void becomesWithin(int seconds, int count) throws InterruptedException {
        for (int second = 0; second < seconds && replicas() != count; second++) {
            passSeconds(1);
        }
        assertThat(replicas()).as(why()).isEqualTo(count);
    }

    /** How its scaling goes. */
    ScalingState state() {
        return worker == null ? ScalingState.NONE : worker.state();
    }

    /** What people were told of its triggers. */
    List<Event> told() {
        return told;
    }

    private String why() {
        return state().decisions().stream()
                .findFirst()
                .map(decided -> decided.why().text())
                .orElse("not scaled");
    }

    private void end() {
        if (worker != null) {
            worker.close();
            worker = null;
        }
    }

    @Override
    public void close() {
        end();
        connections.close();
    }
}
