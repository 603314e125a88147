package tireless.relay;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tireless.linux.EventLoop;
import tireless.model.SignalSources;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.signal.MetricsPage;
import tireless.signal.OtlpSender;
import tireless.signal.OtlpServer;
import tireless.signal.PageReader;
import tireless.throughput.BentoMetrics;
import tireless.throughput.MetricReader;
import tireless.throughput.Notification;
import tireless.throughput.relay.RelaySettings;

/**
 * Hears a worker in all the ways that its settings name, until it is stopped. Threads: one for the socket, one for each page, two while metrics are taken in, and that of {@link
 * #print}, which alone writes.
 */
final class Relay implements Closeable {
    /** Exports that wait to be read, one after the other, as memory is small; who comes beyond that is turned away, and comes again. */
    private static final int MOST_WAITING = 8;

    private static final int IDLE_SECONDS = 30;

    private final NewestWords words;
    private final EventLoop loop;
    private final ReportSocket socket;
    private final ThreadPoolExecutor exports;
    private final Optional<OtlpServer> otlp;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    /** @throws TirelessException if the socket can not be made */
    Relay(RelaySettings settings, TimeSource time) {
        this.words = new NewestWords(time);
        try {
            this.loop = new EventLoop("reports");
            this.socket = ReportSocket.open(settings.socket(), loop, words::hear);
        } catch (IOException failure) {
            throw TirelessException.failed(
                    "can not make the socket %s: %s".formatted(settings.socket(), TirelessException.reason(failure)),
                    failure);
        }
        this.exports = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("otlp").daemon().factory());
        exports.allowCoreThreadTimeOut(true);
        this.otlp = settings.otlp().isPresent()
                ? listen(settings.otlp().getAsInt(), settings.names(), time)
                : Optional.empty();
        settings.page()
                .ifPresent(page -> read(
                        new MetricsPage(page.port().orElseThrow(), page.path(), page.interval()),
                        new MetricReader(settings.names())::page));
        settings.bento()
                .ifPresent(port -> read(
                        new MetricsPage(port, SignalSources.Scrape.DEFAULT_PATH, SignalSources.Scrape.DEFAULT_INTERVAL),
                        BentoMetrics::numbers));
    }

    private Optional<OtlpServer> listen(int port, SignalSources.Names names, TimeSource time) {
        OtlpSender sender = new OtlpSender(names, time.now().wall(), words::hear);
        try {
            return Optional.of(OtlpServer.open(
                    port, exports, time, path -> path.isEmpty() ? Optional.of(sender) : Optional.empty()));
        } catch (IOException taken) {
            words.warn("its OpenTelemetry metrics are not heard: the port %d is taken (%s); it is for them alone"
                    .formatted(port, TirelessException.reason(taken)));
            return Optional.empty();
        }
    }

    private void read(MetricsPage page, Function<String, Optional<Notification.Numbers>> numbers) {
        PageReader reader = new PageReader(page, numbers);
        Thread.ofPlatform().name("page").daemon().start(() -> {
            while (!stopsWithin(page.period())) {
                PageReader.Reading reading = reader.look();
                reading.numbers().ifPresent(read -> words.hear(Notification.of(read, Notification.Origin.LOOKED_FOR)));
                reading.warning().ifPresent(words::warn);
            }
        });
    }

    private boolean stopsWithin(Duration time) {
        try {
            return stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            return true;
        }
    }

    /**
     * Prints a line now, one at each beat, and a last one when it is stopped, with all that was said until then.
     *
     * @throws IOException if nobody can read the lines any more
     */
    void print(OutputStream out, Duration beat) throws IOException {
        try {
            do {
                print(out);
            } while (!stopsWithin(beat));
            socket.close();
            print(out);
        } finally {
            over.countDown();
        }
    }

    private void print(OutputStream out) throws IOException {
        // In one piece, so that no end of the process leaves half of a line.
        out.write((words.line().write() + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /**
     * Has {@link #print} print its last line; waits for that, but not for ever.
     *
     * @return false if it was over already
     */
    boolean stop(Duration patience) throws InterruptedException {
        boolean running = over.getCount() > 0;
        stop.countDown();
        over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        return running;
    }

    /** Lets go of the port and of threads; to be called when it was stopped. */
    @Override
    public void close() {
        stop.countDown();
        otlp.ifPresent(OtlpServer::close);
        exports.shutdownNow();
        loop.close();
    }
}
