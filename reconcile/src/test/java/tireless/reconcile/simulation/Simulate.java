package tireless.reconcile.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Many schedules at once; {@code bench/simulate} runs it for as many as one likes. */
public final class Simulate {
    private static final long MANY = 100_000;

    private Simulate() {}

    /** @param arguments {@code --schedules N} and {@code --seed S}, the first of the seeds */
    public static void main(String... arguments) {
        long count = option(arguments, "--schedules", MANY);
        long first = option(arguments, "--seed", 1);
        long begun = System.nanoTime();
        Tally tally = new Tally();
        Optional<String> failure = run(first, count, tally);
        double seconds = (System.nanoTime() - begun) / 1e9;
        print("faults", tally.faults());
        print("phases", tally.phases());
        print("why something was asked to end", tally.causes());
        print("transitions", tally.transitions());
        print("states, and what came to them or was decided", tally.pairs());
        System.out.println("\nnever reached");
        Stream.of(tally.faults(), tally.phases(), tally.causes(), tally.pairs())
                .flatMap(counts -> counts.entrySet().stream())
                .filter(counted -> counted.getValue() == 0)
                .forEach(counted -> System.out.println("  " + counted.getKey()));
        failure.ifPresent(System.out::println);
        System.out.printf(
                "%n%,d of %,d schedules in %.1f s, %.0f per second%n",
                tally.schedules(), count, seconds, tally.schedules() / seconds);
        System.exit(failure.isPresent() ? 1 : 0);
    }

    private static long option(String[] arguments, String name, long otherwise) {
        for (int index = 0; index + 1 < arguments.length; index++) {
            if (arguments[index].equals(name)) {
                return Long.parseLong(arguments[index + 1]);
            }
        }
        return otherwise;
    }

    private static void print(String title, Map<?, Long> counts) {
        System.out.println("\n" + title);
        counts.forEach((name, count) -> {
            if (count > 0) {
                System.out.printf("  %14d  %s%n", count, name instanceof Fault fault ? fault.text() : name);
            }
        });
    }

    /** Runs schedules until one fails; how that one does. */
    static Optional<String> run(long first, long count, Tally tally) {
        AtomicReference<Optional<String>> failure = new AtomicReference<>(Optional.empty());
        LongStream.range(first, first + count).parallel().forEach(seed -> {
            if (failure.get().isEmpty()) {
                Tally own = new Tally();
                failed(seed, own).ifPresent(how -> failure.compareAndSet(Optional.empty(), Optional.of(how)));
                tally.add(own);
            }
        });
        return failure.get();
    }

    /** How the schedule of this seed fails, with what happened before; empty if it does not. */
    private static Optional<String> failed(long seed, Tally tally) {
        try {
            new FaultSchedule(seed, tally, false).run();
            return Optional.empty();
        } catch (AssertionError | RuntimeException failure) {
            return Optional.of("seed %d fails, alone with bench/simulate --schedules 1 --seed %d: %s%n%s"
                    .formatted(seed, seed, failure, traced(seed)));
        }
    }

    private static String traced(long seed) {
        FaultSchedule again = new FaultSchedule(seed, new Tally(), true);
        try {
            again.run();
            return "and does not when it is run again";
        } catch (AssertionError | RuntimeException failure) {
            return again.trace() + "\n" + failure + "\n" + failure.getStackTrace()[0];
        }
    }
}
