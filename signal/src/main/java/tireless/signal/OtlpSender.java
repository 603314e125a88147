package tireless.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import tireless.model.SignalSources;
import tireless.throughput.MalformedException;
import tireless.throughput.MetricReader;
import tireless.throughput.Notification;
import tireless.throughput.OtlpMetrics;

/** One who sends exports of OpenTelemetry metrics, and what became of them so far. Safe for use by many threads. */
public final class OtlpSender {
    /** Exporters give up an export earlier than that; what says that it is older has another clock. */
    private static final Duration LONGEST_KEPT = Duration.ofMinutes(5);

    private final OtlpMetrics metrics;
    private final MetricReader reader;
    private final Consumer<Notification> told;

    /**
     * @param names which metric means what
     * @param since wall time from which on it is listened
     * @param told of the numbers in an export, where there are any that are known; on the thread that took it in
     */
    public OtlpSender(SignalSources.Names names, Instant since, Consumer<Notification> told) {
        this.metrics = new OtlpMetrics(since);
        this.reader = new MetricReader(names);
        this.told = told;
    }

    /** @param now wall time */
    void take(byte[] bytes, Instant now) throws MalformedException {
        Notification said = read(bytes, now);
        if (!said.numbers().equals(Notification.Numbers.NONE)) {
            told.accept(said);
        }
    }

    private synchronized Notification read(byte[] bytes, Instant now) throws MalformedException {
        OtlpMetrics.Export export = metrics.accept(bytes);
        Duration age = export.at().map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
        boolean kept = !age.isNegative() && age.compareTo(LONGEST_KEPT) <= 0;
        return Notification.of(
                reader.read(export.sums()), new Notification.Origin(kept ? age : Duration.ZERO, export.older(), true));
    }
}
