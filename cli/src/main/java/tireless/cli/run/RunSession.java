package tireless.cli.run;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import tireless.cli.context.Context;
import tireless.cli.plane.Autoscaling;
import tireless.cli.plane.ControlPlane;
import tireless.cli.plane.Expectations;
import tireless.cli.plane.Notifications;
import tireless.cli.server.SmtpSection;
import tireless.control.EventText;
import tireless.control.Quiet;
import tireless.control.Secrets;
import tireless.control.Watch;
import tireless.engine.Engine;
import tireless.engine.LogQuery;
import tireless.engine.LogSubscription;
import tireless.engine.Observation;
import tireless.engine.Subscription;
import tireless.engine.UnreadOutput;
import tireless.model.Event;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.plan.Candidate;
import tireless.plan.Change;
import tireless.plan.DesiredResource;
import tireless.plan.Plan;
import tireless.plan.Planner;
import tireless.series.ObjectiveWatch;
import tireless.series.Sampler;
import tireless.series.SeriesArchive;
import tireless.store.Store;
import tireless.store.Write;

/** One run: takes the candidates to running, shows what happens, and at the end leaves nothing running. */
final class RunSession {
    /** Beyond the longest grace period: for SIGKILL, and for the kernel to be done with it. */
    private static final Duration AFTER_GRACE = Duration.ofSeconds(30);

    /** Once every worker has ended: for reading what is not shown yet. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(1);

    /** The same for writing it to a terminal that may be slow, or may not read at all. */
    private static final Duration WRITTEN_WITHIN = Duration.ofMillis(1500);

    /** The same for telling recipients; the rest is told by the next run of the same files. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);

    private final ControlPlane plane;
    private final Context context;
    private final Console console;
    private final EventText events;
    private final List<Candidate> candidates;
    private final Duration limit;

    /** @param context where what is said of mails is read, and what commands of recipients find */
    RunSession(ControlPlane plane, Context context, Console console, EventText events, List<Candidate> candidates) {
        this.plane = plane;
        this.context = context;
        this.console = console;
        this.events = events;
        this.candidates = List.copyOf(candidates);
        this.limit = candidates.stream()
                .map(Candidate::spec)
                .filter(Workload.class::isInstance)
                .map(spec -> ((Workload) spec).run().stop().grace())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plus(AFTER_GRACE);
    }

    /**
     * Runs until {@code end} counts down, then stops everything.
     *
     * @return whether everything ended
     */
    boolean run(CountDownLatch end) throws InterruptedException {
        Engine engine = plane.engine();
        try (Subscription _ = engine.observe(this::tell);
                Watch watch = new Watch(plane.store(), engine);
                Summary summary = new Summary(engine, console)) {
            plane.endLeftovers(limit);
            List<LogSubscription> logs = new ArrayList<>();
            List<Revision> revisions = commit();
            try (Notifications notifications = notifications(watch)) {
                for (Revision revision : revisions) {
                    // Before anything of it is started: a worker may write, and even end, at once.
                    logs.add(engine.logs(revision.key(), LogQuery.following(0), console::log));
                    engine.accept(revision);
                    engine.resume(revision.key());
                }
                summary.start();
                work(watch, end);
                console.say("ending: every worker is asked to stop, and killed after its grace period");
                boolean quiet = Quiet.stopAll(engine, limit);
                showTheRest(logs);
                notifications.finish(TOLD_WITHIN);
                return quiet;
            }
        } finally {
            // That all has ended does not depend on whether it is written down.
            plane.record()
                    .ifPresent(why -> console.say("warning: the last events of this run are not recorded: " + why));
        }
    }

    private Notifications notifications(Watch watch) {
        return Notifications.begin(
                plane,
                watch,
                context,
                SmtpSection.of(context),
                new Notifications.Reports(
                        event -> tell(event, watch), refusal -> console.say("warning: " + refusal.getMessage())));
    }

    /** Scales and judges until the end. */
    private void work(Watch watch, CountDownLatch end) throws InterruptedException {
        ObjectiveWatch objectives =
                new ObjectiveWatch(new Expectations(plane.store())::of, event -> tell(event, watch));
        plane.store().desired().keySet().forEach(objectives::changed);
        try (Autoscaling _ = Autoscaling.begin(plane, this::scale, event -> tell(event, watch))) {
            if (objectives.isEmpty()) {
                end.await();
                return;
            }
            try (Sampler _ = Sampler.begin(
                    plane.engine(),
                    new SeriesArchive(plane.store().series()),
                    objectives,
                    plane.time(),
                    refusal -> console.say("warning: " + refusal.getMessage()))) {
                end.await();
            }
        }
    }

    /** The last lines matter, and a worker may have written more than anybody can read. */
    private void showTheRest(List<LogSubscription> logs) {
        console.hurry(WRITTEN_WITHIN);
        Duration end = plane.time().now().sinceBoot().plus(READ_WITHIN);
        for (LogSubscription log : logs) {
            try {
                for (UnreadOutput rest : log.drain(end.minus(plane.time().now().sinceBoot()))) {
                    console.say("%s: %s before its last lines are not shown; all is in %s"
                            .formatted(rest.replica(), EventText.size(rest.bytes()), rest.place()));
                }
            } catch (UncheckedIOException unreadable) {
                console.say("warning: " + unreadable.getMessage());
            }
        }
    }

    /** Makes the candidates the desired state of this home, and forgets what an earlier run had beside them. */
    private List<Revision> commit() {
        Store store = plane.store();
        Map<ResourceKey, DesiredResource> current = new HashMap<>(store.desired());
        Planner planner = new Planner(() -> new Uid(UUID.randomUUID().toString()));
        Secrets secrets = new Secrets(store, plane.vault());
        Set<ResourceKey> gone = new HashSet<>(current.keySet());
        candidates.forEach(candidate -> gone.remove(candidate.key()));
        List<Candidate> prepared = secrets.prepared(candidates, gone, current);
        Plan plan = planner.plan(prepared, current, plane.time().now().wall());
        current.keySet().retainAll(gone);
        List<Write> writes = new ArrayList<>(Write.of(plan));
        current.values()
                .forEach(before -> writes.add(new Write.Forget(
                        before.key(), before.version(), plane.time().now().wall())));
        store.commit(writes, List.of(), secrets.sealed(plan, prepared));
        current.values().stream()
                .filter(resource -> resource.revision().runs())
                .forEach(resource -> plane.engine().remove(resource.key()));
        // A count that the run before came to is none to begin with.
        plan.changes().forEach(change -> store.update(change.key(), DesiredResource::withoutScale));
        return plan.changes().stream()
                .map(Change::after)
                .map(DesiredResource::revision)
                .filter(Revision::runs)
                .toList();
    }

    private void scale(ResourceKey key, Uid uid, int replicas, String why) {
        plane.store().update(key, resource -> resource.withScale(replicas));
        plane.engine().scale(key, replicas, why);
    }

    private void tell(Observation observation) {
        if (observation instanceof Observation.Happened(var event)) {
            tell(event);
        }
    }

    /** Of what no engine tells. */
    private void tell(Event event, Watch watch) {
        tell(event);
        watch.changed(event.resource());
    }

    private void tell(Event event) {
        plane.store().journal().append(event);
        console.say(() -> events.of(event));
    }
}
