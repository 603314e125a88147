package tireless.cli.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tireless.engine.Engine;
import tireless.model.Plural;
import tireless.model.ResourceStatus;
import tireless.model.Throughput;

/** Says now and then what the workers get done: one line for each that reports its throughput. */
final class Summary implements AutoCloseable {
    private static final long FIRST_SECONDS = 10;
    private static final long EVERY_SECONDS = 60;

    private final Engine engine;
    private final Console console;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("summary").daemon().factory());

    Summary(Engine engine, Console console) {
        this.engine = engine;
        this.console = console;
    }

    void start() {
        var _ = timer.scheduleAtFixedRate(this::say, FIRST_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void say() {
        engine.statuses().stream()
                .filter(status -> sum(status, Throughput::processed).isPresent())
                .forEach(status -> console.say(line(status)));
    }

    /** {@code pulse: 1 of 1 ready, 1.0 per second, 60 processed, 0 errors, 3 waiting}. */
    static String line(ResourceStatus status) {
        StringBuilder line = new StringBuilder(
                "%s: %d of %d ready".formatted(status.key().name(), status.ready(), status.replicas()));
        List<Double> rates = status.observed().stream()
                .map(replica -> replica.report().throughput().perSecond())
                .filter(rate -> rate.isPresent())
                .map(rate -> rate.getAsDouble())
                .toList();
        if (!rates.isEmpty()) {
            double sum = rates.stream().mapToDouble(Double::doubleValue).sum();
            line.append(String.format(Locale.ROOT, ", %.1f per second", sum));
        }
        sum(status, Throughput::processed)
                .ifPresent(count -> line.append(", ").append(count).append(" processed"));
        sum(status, Throughput::errors).ifPresent(count -> line.append(", ").append(Plural.of(count, "error")));
        backlog(status).ifPresent(waiting -> line.append(", ").append(waiting));
        return line.toString();
    }

    /** Replicas may share one source or have a part of it each, which nobody knows here: the largest figure is true of both. */
    private static Optional<String> backlog(ResourceStatus status) {
        List<Long> figures = figures(status, Throughput::backlog);
        return figures.stream()
                .max(Long::compare)
                .map(most -> (figures.size() > 1 && most > 0 ? "at least " : "") + most + " waiting");
    }

    private static OptionalLong sum(ResourceStatus status, Function<Throughput, OptionalLong> figure) {
        return figures(status, figure).stream().mapToLong(Long::longValue).reduce(Long::sum);
    }

    /** What those replicas said that know it. */
    private static List<Long> figures(ResourceStatus status, Function<Throughput, OptionalLong> figure) {
        return status.observed().stream()
                .map(replica -> replica.report().throughput())
                .map(figure)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .toList();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
