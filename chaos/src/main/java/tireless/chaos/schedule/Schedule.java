package tireless.chaos.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What happens in a run, in the order in which it happens; faults and the commands of clients go on side by side. It is longer than
 * any run: what does not come to its turn is not done.
 */
public record Schedule(List<Step<Fault>> faults, List<Step<Order>> orders) {
    private static final int MOST_REPLICAS = 4;

    public Schedule {
        faults = List.copyOf(faults);
        orders = List.copyOf(orders);
    }

    /** The schedule of a seed. The same seed and population give the same schedule. */
    public static Schedule of(long seed, Population population, Duration length) {
        int steps = (int) Math.max(100, length.toSeconds() * 4);
        Chance ofFaults = new Chance(new Random(seed), population);
        Chance ofOrders = new Chance(new Random(~seed), population);
        List<Step<Fault>> faults = new ArrayList<>();
        while (faults.size() < steps) {
            ofFaults.deck().forEach(fault -> faults.add(new Step<>(ofFaults.between(100, 1500), fault)));
        }
        List<Step<Order>> orders = new ArrayList<>();
        while (orders.size() < steps) {
            orders.add(new Step<>(ofOrders.between(200, 2500), ofOrders.order()));
        }
        return new Schedule(faults, orders);
    }

    /** Chance, and what it chooses from. */
    private record Chance(Random random, Population population) {
        Duration between(int leastMillis, int mostMillis) {
            return Duration.ofMillis(random.nextInt(leastMillis, mostMillis));
        }

        /** Each kind of fault once or more, in any order: a short run has seen each kind. */
        List<Fault> deck() {
            List<Fault> deck = new ArrayList<>(List.of(
                    new Fault.KillServer(),
                    new Fault.KillServerTwice(between(1, 900)),
                    new Fault.KillServerTwice(between(200, 2000)),
                    new Fault.KillServerInRotation(),
                    new Fault.KillGuard(),
                    new Fault.KillServerAndGuard(),
                    new Fault.FreezeServer(between(500, 4000)),
                    new Fault.TerminateServer(),
                    new Fault.KillKeeper(pick()),
                    new Fault.KillKeeperAndWorker(pick()),
                    new Fault.KillWorker(pick()),
                    new Fault.KillWorker(pick()),
                    new Fault.KillWorker(pick()),
                    new Fault.KillWorkerWithDaemons(pick()),
                    new Fault.KillChild(pick()),
                    new Fault.KillGrandchild(pick()),
                    new Fault.FreezeKeeper(pick(), between(200, 3000)),
                    new Fault.KillWorkerOfFrozenKeeper(pick()),
                    new Fault.FreezeWorker(pick(), between(200, 3000)),
                    new Fault.FillDisk(between(500, 4000))));
            String crew = crew();
            List.of(
                            new Order.Apply(crew(), random.nextInt(Integer.MAX_VALUE)),
                            new Order.Scale(crew(), random.nextInt(MOST_REPLICAS + 1)),
                            new Order.Pause(crew),
                            new Order.Resume(crew),
                            new Order.Restart(crew()),
                            new Order.Delete(crew()))
                    .forEach(order -> deck.add(new Fault.KillServerDuring(order, between(1, 400))));
            // A roll-out goes on long after its command was answered.
            deck.add(new Fault.KillServerDuring(
                    new Order.Apply(crew(), random.nextInt(Integer.MAX_VALUE)), between(400, 4000)));
            Collections.shuffle(deck, random);
            return deck;
        }

        Order order() {
            String crew = crew();
            return switch (random.nextInt(12)) {
                case 0 -> new Order.Pause(crew);
                case 1, 2, 3 -> new Order.Resume(crew);
                case 4, 5 -> new Order.Restart(crew);
                case 6 -> new Order.Delete(crew);
                case 7, 8 -> new Order.Scale(crew, random.nextInt(MOST_REPLICAS + 1));
                default -> new Order.Apply(crew, random.nextInt(Integer.MAX_VALUE));
            };
        }

        int pick() {
            return random.nextInt(Integer.MAX_VALUE);
        }

        String crew() {
            return population
                    .crews()
                    .get(random.nextInt(population.crews().size()))
                    .name();
        }
    }
}
