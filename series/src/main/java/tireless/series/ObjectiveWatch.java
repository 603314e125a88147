package tireless.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Uid;
import tireless.model.objective.Objective;
import tireless.model.objective.Objectives;
import tireless.series.ObjectiveState.Standing;

/** Looks each second whether workers do what is expected of them, and says where that turns. Only those of which something is expected cost anything. Safe for use by many threads. */
public final class ObjectiveWatch {
    private final Function<ResourceKey, Optional<Expectation>> expected;
    private final Consumer<Event> told;
    private final Map<ResourceKey, Watched> watched = new ConcurrentHashMap<>();

    /**
     * What is expected of one worker.
     *
     * @param said what was last said of each objective, as by an earlier server
     */
    public record Expectation(Uid uid, Objectives objectives, Map<Objective, Said> said) {
        public Expectation {
            said = Map.copyOf(said);
        }

        private Set<Objective> missed() {
            Set<Objective> missed = EnumSet.noneOf(Objective.class);
            said.forEach((objective, last) -> {
                if (last.missed()) {
                    missed.add(objective);
                }
            });
            return missed;
        }

        private Map<Objective, Instant> since() {
            Map<Objective, Instant> since = new EnumMap<>(Objective.class);
            said.forEach((objective, last) -> since.put(objective, last.at()));
            return since;
        }
    }

    /** That an objective is missed, or met again, and when that was said. */
    public record Said(boolean missed, Instant at) {}

    /**
     * @param turned when it was last said of each that it is missed or met again
     * @param unknown since when the average of one that was known is unknown
     */
    private record Watched(
            Expectation expectation,
            Judgement.Memory memory,
            boolean begun,
            Map<Objective, Instant> turned,
            Map<Objective, Instant> unknown) {}

    /**
     * @param expected what is expected of a worker by what is desired now; empty where nothing is
     * @param told takes the events
     */
    public ObjectiveWatch(Function<ResourceKey, Optional<Expectation>> expected, Consumer<Event> told) {
        this.expected = expected;
        this.told = told;
    }

    /** To be told of every resource whose desired state may be another one, and of all once at the beginning. */
    public void changed(ResourceKey key) {
        if (key.type().isSecret()) {
            return;
        }
        watched.compute(key, (_, known) -> next(known, expected.apply(key)));
    }

    private static @Nullable Watched next(@Nullable Watched known, Optional<Expectation> found) {
        if (found.isEmpty()) {
            return null;
        }
        Expectation next = found.get();
        if (known == null || !known.expectation().uid().equals(next.uid())) {
            return new Watched(next, Judgement.Memory.of(next.missed(), 0), false, next.since(), Map.of());
        }
        boolean same = known.expectation().objectives().equals(next.objectives());
        // With other numbers the window begins anew, and what was missed before is missed until it is met.
        return same
                ? known
                : new Watched(
                        next, Judgement.Memory.of(known.memory().missed(), 0), known.begun(), known.turned(), Map.of());
    }

    /** Takes what is observed of all workers now. One thread. */
    void look(List<ResourceStatus> statuses, Now now) {
        if (watched.isEmpty()) {
            return;
        }
        for (ResourceStatus status : statuses) {
            List<Event> events = new ArrayList<>();
            watched.computeIfPresent(status.key(), (_, known) -> {
                events.clear();
                return known.expectation().uid().equals(status.uid()) ? looked(known, status, now, events) : known;
            });
            events.forEach(told);
        }
    }

    private static Watched looked(Watched known, ResourceStatus status, Now now, List<Event> events) {
        boolean running = status.power() == Power.ON && status.replicas() > 0;
        // A replica that is never ready is a matter of its own; one that was and fails is work that is not done.
        boolean begun = running && (known.begun() || status.ready() > 0);
        Objectives objectives = known.expectation().objectives();
        Judgement judgement =
                ObjectiveJudge.judge(objectives, known.memory(), look(status, now), begun, status.revision());
        Map<Objective, Instant> turned = new EnumMap<>(Objective.class);
        turned.putAll(known.turned());
        for (Judgement.Turn turn : judgement.turns()) {
            turned.put(turn.objective(), now.wall());
            double target = objectives.targets().getOrDefault(turn.objective(), 0.0);
            events.add(new Event(
                    now.wall(),
                    status.key(),
                    status.uid(),
                    OptionalInt.empty(),
                    turn.missed()
                            ? new Happening.ObjectiveMissed(turn.objective(), turn.value(), target, objectives.window())
                            : new Happening.ObjectiveMet(turn.objective(), turn.value(), target, objectives.window())));
        }
        return new Watched(
                known.expectation(), judgement.memory(), begun, turned, unknown(known, judgement.memory(), now));
    }

    private static Map<Objective, Instant> unknown(Watched known, Judgement.Memory next, Now now) {
        Map<Objective, Instant> unknown = new EnumMap<>(Objective.class);
        if (!next.isWhole(known.expectation().objectives().window())) {
            return unknown;
        }
        unknown.putAll(known.unknown());
        known.memory().values().keySet().forEach(objective -> unknown.putIfAbsent(objective, now.wall()));
        unknown.keySet().removeAll(next.values().keySet());
        return unknown;
    }

    private static Judgement.Look look(ResourceStatus status, Now now) {
        Sample sample = Measured.of(status, OptionalDouble.empty(), now.wall().getEpochSecond());
        return new Judgement.Look(
                now.sinceBoot(),
                figure(sample, Figure.PER_SECOND),
                figure(sample, Figure.ERRORS_PER_SECOND),
                figure(sample, Figure.BACKLOG));
    }

    private static OptionalDouble figure(Sample sample, Figure figure) {
        Double value = sample.figures().get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Whether nothing is expected of anything. */
    public boolean isEmpty() {
        return watched.isEmpty();
    }

    /** How the objectives of a worker stand; empty where nothing is expected of it. */
    public List<ObjectiveState> states(ResourceKey key) {
        Watched known = watched.get(key);
        if (known == null) {
            return List.of();
        }
        List<ObjectiveState> states = new ArrayList<>();
        known.expectation().objectives().targets().forEach((objective, target) -> {
            Double value = known.memory().values().get(objective);
            Standing standing = standing(known, objective, value);
            states.add(new ObjectiveState(
                    objective,
                    target,
                    value == null ? OptionalDouble.empty() : OptionalDouble.of(value),
                    standing,
                    since(known, objective, standing)));
        });
        return states;
    }

    private static Optional<Instant> since(Watched known, Objective objective, Standing standing) {
        return switch (standing) {
            case MET, MISSED -> Optional.ofNullable(known.turned().get(objective));
            case UNKNOWN -> Optional.ofNullable(known.unknown().get(objective));
            case NOT_JUDGED -> Optional.empty();
        };
    }

    private static Standing standing(Watched known, Objective objective, @Nullable Double value) {
        if (known.memory().missed().contains(objective)) {
            return Standing.MISSED;
        }
        if (value != null) {
            return Standing.MET;
        }
        return known.memory().values().isEmpty()
                        && !known.memory()
                                .isWhole(known.expectation().objectives().window())
                ? Standing.NOT_JUDGED
                : Standing.UNKNOWN;
    }
}
