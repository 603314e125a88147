package tireless.autoscale;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tireless.engine.Engine;
import tireless.model.Event;
import tireless.model.Now;
import tireless.model.Power;
import tireless.model.ResourceStatus;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.model.Workload;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;
import tireless.plan.DesiredResource;
import tireless.scale.Explanation;
import tireless.scale.Observed;
import tireless.scale.Reading;
import tireless.scale.ScaleDecider;
import tireless.scale.ScaleDecision;
import tireless.scale.ScaleMemory;

/** One worker that is scaled: looks at its load, decides, and sets its count. One thread looks; all else may be called by others too. */
final class ScaledWorker {
    private static final int REMEMBERED = 20;

    private final Engine engine;
    private final CountSink sink;
    private final Supplier<List<Event>> past;
    private final TimeSource time;
    private final Consumer<Event> told;
    private final TriggerReader reader;
    private final Deque<Decided> changes = new ArrayDeque<>();
    private volatile DesiredResource desired;
    private volatile boolean secretsChanged;
    private volatile boolean over;
    private volatile Optional<Decided> newest = Optional.empty();
    private volatile Optional<String> unset = Optional.empty();
    private boolean begun;
    private @Nullable Workload looked;
    private @Nullable ScaleMemory memory;

    /**
     * @param desired what is scaled, as all that is told of later
     * @param told of triggers that fail, and of those that work again
     * @param past what happened to it lately, the newest first
     */
    ScaledWorker(
            DesiredResource desired,
            Engine engine,
            TriggerSource source,
            CountSink sink,
            Consumer<Event> told,
            Supplier<List<Event>> past,
            TimeSource time) {
        this.desired = desired;
        this.engine = engine;
        this.sink = sink;
        this.past = past;
        this.time = time;
        this.told = told;
        this.reader = new TriggerReader(source, time);
    }

    /** Takes over what is desired of it now; true where that is more than another count, so that it should be looked at. */
    boolean desire(DesiredResource next) {
        DesiredResource before = desired;
        desired = next;
        return isAnother(before, next);
    }

    /** Nothing is decided or told of it any more, also not by a look that waits for an answer. */
    void end() {
        over = true;
    }

    private boolean isPast(DesiredResource seen) {
        return over || isAnother(seen, desired);
    }

    private static boolean isAnother(DesiredResource before, DesiredResource next) {
        return before.power() != next.power() || !before.revision().equals(next.revision());
    }

    /** A secret that it may use has other values now. */
    void openAnew() {
        secretsChanged = true;
    }

    /** Whether one of its triggers, or its variables, is completed by a secret. */
    boolean usesSecrets() {
        Workload workload = desired.revision().workload();
        return !workload.run().provisions().secrets().isEmpty()
                || triggers(workload).stream()
                        .anyMatch(trigger -> trigger.authentication().isPresent());
    }

    /** How it goes, also while a look waits for an answer. */
    ScalingState state() {
        return reader.state(decisions(), unset);
    }

    /** The newest first; empty before the first look. */
    private List<Decided> decisions() {
        synchronized (changes) {
            return newest.map(last -> Stream.concat(
                                    Stream.of(last), changes.stream().filter(changed -> !changed.equals(last)))
                            .toList())
                    .orElse(List.of());
        }
    }

    /**
     * Looks once, and sets the count if another one is right.
     *
     * @return when to look again
     */
    Duration look() throws InterruptedException {
        DesiredResource seen = desired;
        Scaling scaling = seen.revision().workload().scaling().orElseThrow();
        if (seen.power() != Power.ON) {
            reader.follow(List.of());
            looked = null;
            memory = null;
            unset = Optional.empty();
            return scaling.cadence().polling();
        }
        ScaleMemory before = begin(seen, scaling, time.now());
        TriggerReader.Answers answers = reader.ask(seen, scaling.cadence().polling());
        if (isPast(seen)) {
            // An answer may have come late: what is desired by now is another question.
            return Duration.ZERO;
        }
        answers.news().forEach(told);
        engine.status(seen.key()).ifPresent(status -> decide(seen, scaling, status, before, answers.readings()));
        return scaling.cadence().polling();
    }

    private void decide(
            DesiredResource seen,
            Scaling scaling,
            ResourceStatus status,
            ScaleMemory before,
            Map<Integer, Reading> readings) {
        Now now = time.now();
        Observed observed = new Observed(seen.count(), Loads.of(status), readings);
        ScaleDecision decision = ScaleDecider.decide(scaling, before, observed, now.sinceBoot());
        memory = decision.next();
        Decided decided = new Decided(now.wall(), decision.why());
        newest = Optional.of(decided);
        if (decision.replicas() == seen.count()) {
            unset = Optional.empty();
        } else {
            set(seen, decision, decided, now);
        }
    }

    /** What can not be carried out, as on a full disk, is decided anew at the next look. */
    private void set(DesiredResource seen, ScaleDecision decision, Decided decided, Now now) {
        try {
            sink.scale(seen.key(), seen.revision().uid(), decision.replicas(), decided.summary());
            remember(decided);
            unset = Optional.empty();
        } catch (TirelessException refused) {
            String text = "%d could not be set: %s".formatted(decision.replicas(), refused.getMessage());
            Explanation.Line why = new Explanation.Line(Explanation.DECISION, text);
            unset = Optional.of(text);
            newest = Optional.of(new Decided(
                    now.wall(), new Explanation(seen.count(), seen.count(), List.of(why), Optional.empty())));
        }
    }

    /** What is remembered of the looks before, where what scales it is the same. */
    private ScaleMemory begin(DesiredResource seen, Scaling scaling, Now now) {
        Workload workload = seen.revision().workload();
        Workload before = looked;
        looked = workload;
        if (before == null || secretsChanged || !opensTheSame(before, workload)) {
            secretsChanged = false;
            reader.follow(scaling.overrides().pauses() ? List.of() : triggers(workload));
            if (!begun) {
                begun = true;
                reader.goOn(
                        past.get().stream()
                                .filter(event ->
                                        event.uid().equals(seen.revision().uid()))
                                .toList(),
                        now);
            }
        }
        return memory == null || before == null || !triggers(before).equals(triggers(workload))
                ? fresh(seen, scaling, now)
                : memory;
    }

    private static ScaleMemory fresh(DesiredResource seen, Scaling scaling, Now now) {
        boolean isNew = Duration.between(seen.revision().createdAt(), now.wall())
                        .compareTo(scaling.cadence().initialCooldown().plusSeconds(60))
                < 0;
        return isNew && seen.scaledTo().isEmpty()
                ? ScaleMemory.created(now.sinceBoot())
                : ScaleMemory.resumed(seen.count(), now.sinceBoot());
    }

    /** Whether triggers of the one can go on for the other: they may read variables of the worker, too. */
    private static boolean opensTheSame(Workload before, Workload after) {
        return before.scaling().equals(after.scaling())
                && before.run().environment().equals(after.run().environment())
                && before.run()
                        .provisions()
                        .secrets()
                        .equals(after.run().provisions().secrets());
    }

    private static List<ScaleTrigger> triggers(Workload workload) {
        return workload.scaling().map(Scaling::triggers).orElse(List.of());
    }

    private void remember(Decided decided) {
        synchronized (changes) {
            changes.addFirst(decided);
            if (changes.size() > REMEMBERED) {
                changes.removeLast();
            }
        }
    }

    /** Lets go of what its triggers hold. On the thread that looks. */
    void close() {
        reader.close();
    }
}
