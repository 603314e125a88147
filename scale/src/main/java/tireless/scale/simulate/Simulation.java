package tireless.scale.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import tireless.scale.ReplicaLoad;

/** One queue and its replicas, in virtual time. The same items, world and controller give the same outcome. */
public final class Simulation {
    private final World world;
    private final Controller controller;
    private final List<Items.Item> items;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::order));
    private final ArrayDeque<Items.Item> queue = new ArrayDeque<>();
    private final TreeMap<Integer, SimulatedReplica> replicas = new TreeMap<>();
    private final List<SimulatedReplica> ending = new ArrayList<>();
    private final List<Double> waits = new ArrayList<>();
    private final List<Outcome.Point> course = new ArrayList<>();

    private long order;
    private double now;
    private double backlogArea;
    private double replicaSeconds;
    private long done;
    private int starts;
    private int interrupted;
    private int killed;

    private Simulation(Items items, World world, Controller controller) {
        this.items = items.items();
        this.world = world;
        this.controller = controller;
    }

    /** @param phase seconds from the beginning to the first look of the controller */
    public static Outcome run(Items items, World world, Controller controller, double phase) {
        return new Simulation(items, world, controller).run(phase);
    }

    private sealed interface Event {
        double at();

        long order();
    }

    private record Arrives(double at, long order, int index) implements Event {}

    private record Looks(double at, long order) implements Event {}

    private record IsReady(double at, long order, SimulatedReplica replica) implements Event {}

    private record IsDone(double at, long order, SimulatedReplica replica, int run, Items.Item item, double begun)
            implements Event {}

    private record IsKilled(double at, long order, SimulatedReplica replica) implements Event {}

    private Outcome run(double phase) {
        scaleTo(world.least());
        events.add(new Looks(phase, order++));
        if (!items.isEmpty()) {
            events.add(new Arrives(items.getFirst().arrival(), order++, 0));
        }
        while (!events.isEmpty() && events.peek().at() <= world.seconds()) {
            Event event = events.remove();
            backlogArea += queue.size() * (event.at() - now);
            now = event.at();
            handle(event);
        }
        backlogArea += queue.size() * (world.seconds() - now);
        now = world.seconds();
        return outcome();
    }

    private void handle(Event event) {
        switch (event) {
            case Arrives(double _, long _, int index) -> {
                queue.addLast(items.get(index));
                if (index + 1 < items.size()) {
                    events.add(new Arrives(items.get(index + 1).arrival(), order++, index + 1));
                }
                distribute();
            }
            case Looks _ -> {
                look();
                events.add(new Looks(now + controller.period(), order++));
            }
            case IsReady _ -> distribute();
            case IsDone(double _, long _, var replica, int run, var item, double begun) -> {
                if (replica.isBusy() && replica.run() == run) {
                    replica.finish(now);
                    waits.add(begun - item.arrival());
                    done++;
                    leaveOrTakeMore(replica);
                }
            }
            case IsKilled(double _, long _, var replica) -> {
                if (ending.contains(replica)) {
                    replica.stop().ifPresent(item -> {
                        killed++;
                        queue.addFirst(item);
                    });
                    gone(replica);
                    distribute();
                }
            }
        }
    }

    private void leaveOrTakeMore(SimulatedReplica replica) {
        if (replica.isEnding()) {
            gone(replica);
        }
        distribute();
    }

    private void distribute() {
        for (SimulatedReplica replica : replicas.values()) {
            if (queue.isEmpty()) {
                return;
            }
            if (replica.isReady(now) && !replica.isBusy()) {
                Items.Item item = queue.removeFirst();
                replica.begin(item);
                events.add(new IsDone(now + item.work(), order++, replica, replica.run(), item, now));
            }
        }
    }

    private void look() {
        List<ReplicaLoad> loads = replicas.values().stream()
                .map(replica -> replica.load(now, queue.size()))
                .toList();
        int desired = controller.decide(new Controller.View(now, queue.size(), done, loads, replicas.size()));
        scaleTo(desired);
        course.add(new Outcome.Point(now, queue.size(), desired, replicas.size() + ending.size()));
    }

    private void scaleTo(int desired) {
        for (int ordinal = 0; replicas.size() < desired; ordinal++) {
            if (!replicas.containsKey(ordinal)) {
                SimulatedReplica replica = new SimulatedReplica(ordinal, now, now + world.startSeconds());
                replicas.put(ordinal, replica);
                starts++;
                events.add(new IsReady(now + world.startSeconds(), order++, replica));
            }
        }
        while (replicas.size() > desired) {
            leave(next());
        }
    }

    private SimulatedReplica next() {
        Comparator<SimulatedReplica> newest =
                Comparator.comparingDouble(SimulatedReplica::started).thenComparingInt(SimulatedReplica::ordinal);
        Comparator<SimulatedReplica> order = switch (controller.scaleIn()) {
            case IDLE_FIRST ->
                Comparator.comparing((SimulatedReplica replica) -> !replica.isBusy())
                        .thenComparing(newest);
            case NEWEST_FIRST ->
                Comparator.comparing((SimulatedReplica replica) -> !replica.isReady(now))
                        .thenComparing(newest);
        };
        return replicas.values().stream().max(order).orElseThrow();
    }

    private void leave(SimulatedReplica replica) {
        replicas.remove(replica.ordinal());
        ending.add(replica);
        replica.end();
        if (!replica.isBusy()) {
            gone(replica);
            return;
        }
        double borne = switch (controller.scaleIn()) {
            case IDLE_FIRST -> world.drainSeconds();
            case NEWEST_FIRST -> world.graceSeconds();
        };
        interrupted++;
        events.add(new IsKilled(now + borne, order++, replica));
    }

    private void gone(SimulatedReplica replica) {
        ending.remove(replica);
        replicaSeconds += now - replica.started();
    }

    private Outcome outcome() {
        replicas.values().forEach(replica -> replicaSeconds += now - replica.started());
        ending.forEach(replica -> replicaSeconds += now - replica.started());
        queue.forEach(item -> waits.add(now - item.arrival()));
        double[] sorted =
                waits.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double p99 = sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * 0.99) - 1];
        double mean = waits.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return new Outcome(
                new Outcome.Waits(backlogArea, mean, p99),
                replicaSeconds,
                starts,
                interrupted,
                killed,
                (int) (items.size() - done),
                course);
    }
}
