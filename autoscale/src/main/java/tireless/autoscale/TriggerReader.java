package tireless.autoscale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.TimeSource;
import tireless.model.scaling.ScaleTrigger;
import tireless.plan.DesiredResource;
import tireless.scale.Reading;
import tireless.trigger.Trigger;

/**
 * Asks the triggers of one worker that are outside of its replicas, all at once, and waits for none that takes long: its answer is that of
 * a later look. One thread asks; {@link #state} may be called by others too.
 */
final class TriggerReader {
    /** An answer that takes longer, or half of the time between two looks, is not waited for where there are other triggers. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final TriggerSource source;
    private final TimeSource time;
    private final Map<Integer, Trigger> open = new HashMap<>();
    private final TriggerStates states = new TriggerStates();
    private final SortedMap<Integer, FutureTask<Answer>> underWay = new TreeMap<>();
    private List<ScaleTrigger> triggers = List.of();

    TriggerReader(TriggerSource source, TimeSource time) {
        this.source = source;
        this.time = time;
    }

    /**
     * What was read.
     *
     * @param readings by the place of the trigger in the manifest; none of one that has not answered yet
     * @param news what people are to be told
     */
    record Answers(Map<Integer, Reading> readings, List<Event> news) {}

    private record Answer(int place, Reading reading, Optional<Happening> news) {}

    /** From now on these are asked, opened anew. */
    void follow(List<ScaleTrigger> next) {
        close();
        triggers = next;
        states.keep(next);
    }

    /** Goes on from what an earlier process told of them. */
    void goOn(List<Event> past, Now now) {
        states.goOn(past, now);
    }

    /**
     * Asks whatever has answered, and waits a while for the answers.
     *
     * @param polling the time between two looks
     */
    Answers ask(DesiredResource worker, Duration polling) throws InterruptedException {
        Answers answers = new Answers(new HashMap<>(), new ArrayList<>());
        // Of a look before; newer ones take their place.
        take(worker, answers);
        for (int place = 0; place < triggers.size(); place++) {
            if (!triggers.get(place).isOfReplicas() && !underWay.containsKey(place)) {
                ask(place, worker);
            }
        }
        await(polling.dividedBy(2));
        take(worker, answers);
        return answers;
    }

    private void await(Duration half) throws InterruptedException {
        if (underWay.values().stream().allMatch(FutureTask::isDone)) {
            return;
        }
        Duration end = time.now().sinceBoot().plus(half.compareTo(PATIENCE) < 0 ? half : PATIENCE);
        for (FutureTask<Answer> task : underWay.values()) {
            try {
                task.get(end.minus(time.now().sinceBoot()).toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException _) {
                // What has answered is taken next, and so is what failed.
            }
        }
    }

    private void take(DesiredResource worker, Answers answers) throws InterruptedException {
        for (FutureTask<Answer> task : List.copyOf(underWay.values())) {
            if (task.isDone()) {
                underWay.values().remove(task);
                Answer answer = answer(task);
                answers.readings().put(answer.place(), answer.reading());
                answer.news()
                        .ifPresent(what -> answers.news()
                                .add(new Event(
                                        time.now().wall(),
                                        worker.key(),
                                        worker.revision().uid(),
                                        OptionalInt.empty(),
                                        what)));
            }
        }
    }

    private static Answer answer(FutureTask<Answer> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException fault) {
            if (fault.getCause() instanceof InterruptedException closing) {
                throw closing;
            }
            throw new IllegalStateException(fault.getCause());
        }
    }

    private void ask(int place, DesiredResource worker) {
        FutureTask<Answer> task = new FutureTask<>(asking(place, triggers.get(place), trigger(place, worker)));
        underWay.put(place, task);
        if (triggers.size() == 1) {
            // Nobody else waits, and a thread for it is there already.
            task.run();
        } else {
            Thread.ofVirtual().name("look of " + worker.key()).start(task);
        }
    }

    private Callable<Answer> asking(int place, ScaleTrigger trigger, TriggerSource.Opened opened) {
        return () -> {
            states.asked(place, time.now());
            Reading reading = switch (opened) {
                case TriggerSource.Opened.Missing(String why) -> new Reading.Failed(why);
                case TriggerSource.Opened.Open(Trigger found) -> found.read();
            };
            return new Answer(place, reading, states.answered(place, trigger, reading, time.now()));
        };
    }

    private TriggerSource.Opened trigger(int place, DesiredResource worker) {
        Trigger known = open.get(place);
        if (known != null) {
            return new TriggerSource.Opened.Open(known);
        }
        TriggerSource.Opened opened = source.open(
                triggers.get(place), worker.key(), worker.revision().workload().run());
        if (opened instanceof TriggerSource.Opened.Open(Trigger trigger)) {
            open.put(place, trigger);
        }
        return opened;
    }

    /** How it goes with them. */
    ScalingState state(List<Decided> decisions, Optional<String> unset) {
        return new ScalingState(decisions, states.all(), states.failedLooks(), unset);
    }

    /** Lets go of what they hold; nobody is told of an answer that comes later. */
    void close() {
        underWay.values().forEach(task -> task.cancel(true));
        underWay.clear();
        open.values().forEach(Trigger::close);
        open.clear();
    }
}
