package tireless.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import tireless.chaos.inject.Clients;
import tireless.chaos.inject.Disk;
import tireless.chaos.inject.FinalState;
import tireless.chaos.inject.Injector;
import tireless.chaos.inject.Journal;
import tireless.chaos.inject.Manifests;
import tireless.chaos.inject.Patience;
import tireless.chaos.inject.ServerReturn;
import tireless.chaos.inject.ServerUnderTest;
import tireless.chaos.schedule.Crew;
import tireless.chaos.schedule.Order;
import tireless.chaos.schedule.Population;
import tireless.chaos.schedule.Schedule;
import tireless.chaos.schedule.Step;
import tireless.chaos.truth.Place;
import tireless.chaos.truth.Truth;
import tireless.model.TimeSource;

/** One run: a server in a place of its own, its workers, what is done to them, and what must hold at the end. */
public final class Suite {
    private static final int LINES = 20;
    private static final String PAUSE = "0.25";
    private static final int MEGABYTES = 128;
    private static final int MEGABYTES_PER_MINUTE = 64;
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(300);

    private final Options options;
    private final TimeSource time;
    private final Map<String, String> environment;
    private final Population population;

    /** @param environment further variables of the server: those of its start-up cache */
    public Suite(Options options, TimeSource time, Map<String, String> environment) {
        this.options = options;
        this.time = time;
        this.environment = Map.copyOf(environment);
        this.population = options.population();
    }

    /** Carries it out; nothing of it is left afterwards but the file of the schedule. */
    public Report run() throws IOException, InterruptedException {
        Path root = Files.createTempDirectory("chaos-");
        int size = MEGABYTES + (int) options.length().toMinutes() * MEGABYTES_PER_MINUTE;
        try {
            Place place = Place.in(root);
            try (Disk disk = Disk.at(place.disk(), size, time);
                    Journal journal = new Journal(time, options.schedule());
                    Truth truth = new Truth(place)) {
                return run(place, disk, journal, truth);
            }
        } finally {
            remove(root);
        }
    }

    private Report run(Place place, Disk disk, Journal journal, Truth truth) throws IOException, InterruptedException {
        journal.note(options.again());
        copyScript(place);
        Patience patience = new Patience(time);
        ServerUnderTest server = new ServerUnderTest(options.checkout().resolve("tireless"), place, environment);
        Clients clients = new Clients(server, disk, journal, new Manifests(place, LINES, PAUSE), population);
        ServerReturn serverReturn = new ServerReturn(server, place, journal, patience);
        Injector injector = new Injector(server, place, disk, clients, serverReturn, journal, patience);
        FinalState finalState = new FinalState(server, place, population, journal, patience);
        try {
            server.rotateEarly();
            serverReturn.startByHand();
            for (Crew crew : population.crews()) {
                clients.send(new Order.Apply(crew.name(), 0));
            }
            finalState.awaitAll().forEach(wrong -> journal.broken("at the start: " + wrong));
            doAll(clients, injector, truth, patience);
            serverReturn.ensureThere();
            clients.check();
            clients.wantAll();
            finalState.awaitAll().forEach(wrong -> journal.broken("at the end: " + wrong));
            clients.check();
            finalState.compareLogs(truth);
        } finally {
            finalState.stopAll().forEach(left -> journal.broken("left after `server stop --workers`: " + left));
        }
        return new Report(options, disk.notFillable(), journal, truth.verdict(journal.causes()));
    }

    /** Faults and commands side by side, for as long as the run is to be. */
    private void doAll(Clients clients, Injector injector, Truth truth, Patience patience) throws InterruptedException {
        Schedule schedule = Schedule.of(options.seed(), population, options.length());
        Duration end = time.now().sinceBoot().plus(options.length());
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService lanes =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            Future<?> reading = lanes.submit(() -> {
                while (!over.get()) {
                    truth.readOn();
                    patience.pass(BETWEEN_READINGS);
                }
            });
            Future<?> orders = lanes.submit(inTurn(schedule.orders(), clients::send, end, patience));
            Future<?> faults = lanes.submit(inTurn(schedule.faults(), injector::inject, end, patience));
            try {
                get(faults);
                get(orders);
            } finally {
                over.set(true);
            }
            get(reading);
        }
    }

    @FunctionalInterface
    private interface Act<A> {
        void carryOut(A action) throws IOException, InterruptedException;
    }

    private <A> Callable<Boolean> inTurn(List<Step<A>> steps, Act<A> act, Duration end, Patience patience) {
        return () -> {
            for (Step<A> step : steps) {
                if (time.now().sinceBoot().plus(step.pause()).compareTo(end) > 0) {
                    return true;
                }
                patience.pass(step.pause());
                act.carryOut(step.action());
            }
            return false;
        };
    }

    private static void get(Future<?> lane) throws InterruptedException {
        try {
            lane.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void copyScript(Place place) throws IOException {
        try (var script = Objects.requireNonNull(Suite.class.getResourceAsStream("worker.sh"))) {
            Files.copy(script, place.script());
        }
    }

    private static void remove(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
