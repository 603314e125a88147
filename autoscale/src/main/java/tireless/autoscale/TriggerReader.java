package tireless.autoscale;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.TimeSource;
import tireless.model.scaling.ScaleTrigger;
import tireless.plan.DesiredResource;
import tireless.scale.Reading;
import tireless.trigger.Trigger;

/** Asks the triggers of one worker that are outside of its replicas: all at once, so that none waits for a server that hangs. One thread asks; {@link #state} may be called by others too. */
final class TriggerReader {
    private final TriggerSource source;
    private final TimeSource time;
    private final Map<Integer, Trigger> open = new HashMap<>();
    private final TriggerStates states = new TriggerStates();
    private List<ScaleTrigger> triggers = List.of();

    TriggerReader(TriggerSource source, TimeSource time) {
        this.source = source;
        this.time = time;
    }

    /**
     * What was read.
     *
     * @param readings by the place of the trigger in the manifest
     * @param news what people are to be told
     */
    record Answers(Map<Integer, Reading> readings, List<Event> news) {}

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

    /** Asks, and waits for all answers. */
    Answers ask(DesiredResource worker) throws InterruptedException {
        List<Integer> places = IntStream.range(0, triggers.size())
                .filter(place -> !triggers.get(place).isOfReplicas())
                .boxed()
                .toList();
        List<Callable<Answer>> asks =
                places.stream().map(place -> ask(place, trigger(place, worker))).toList();
        Map<Integer, Reading> readings = new HashMap<>();
        List<Event> news = new ArrayList<>();
        for (Answer answer : answers(asks)) {
            readings.put(answer.place(), answer.reading());
            answer.news()
                    .ifPresent(what -> news.add(new Event(
                            time.now().wall(), worker.key(), worker.revision().uid(), OptionalInt.empty(), what)));
        }
        return new Answers(readings, news);
    }

    private record Answer(int place, Reading reading, Optional<Happening> news) {}

    private Callable<Answer> ask(int place, TriggerSource.Opened opened) {
        return () -> {
            states.asked(place, time.now());
            Reading reading = switch (opened) {
                case TriggerSource.Opened.Missing(String why) -> new Reading.Failed(why);
                case TriggerSource.Opened.Open(Trigger trigger) -> trigger.read();
            };
            return new Answer(place, reading, states.answered(place, reading, time.now()));
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

    private static List<Answer> answers(List<Callable<Answer>> asks) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        try {
            // Most workers have one trigger, and a thread for it is there already.
            if (asks.size() == 1) {
                answers.add(asks.getFirst().call());
            } else if (asks.size() > 1) {
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (Future<Answer> answer : threads.invokeAll(asks)) {
                        answers.add(answer.get());
                    }
                }
            }
        } catch (InterruptedException | RuntimeException known) {
            throw known;
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault.getCause());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
        return answers;
    }

    /** How it goes with them. */
    ScalingState state(List<Decided> decisions) {
        return new ScalingState(decisions, states.all(), states.failedLooks());
    }

    /** Lets go of what they hold. */
    void close() {
        open.values().forEach(Trigger::close);
        open.clear();
    }
}
