package tireless.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tireless.cli.context.Terminal;
import tireless.engine.ReplicaLine;

/** A terminal that is slow, does not read, or is gone. */
@Timeout(60)
class ConsoleTest {
    /** More than may wait for the terminal. */
    private static final int MANY = 10_000;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    /** Lets nothing pass before its gate is opened. */
    private final class Gated extends OutputStream {
        final CountDownLatch touched = new CountDownLatch(1);
        final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public void write(int one) {
            touched.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            shown.write(one);
        }
    }

    private Console console(OutputStream out) {
        Terminal terminal = new Terminal(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                false);
        return new Console(terminal, 8, Path.of("/home/logs"));
    }

    private static Thread logMany(Console console) {
        return Thread.ofVirtual()
                .start(() -> IntStream.range(0, MANY)
                        .forEach(
                                number -> console.log(new ReplicaLine("chatty-0", "line " + number, "1.0." + number))));
    }

    @Test
    void everythingIsShownInOrder() throws InterruptedException {
        try (Console console = console(shown)) {
            logMany(console).join();
            console.say("and that was it");
            console.hurry(Duration.ofMinutes(1));
        }
        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .hasSize(MANY + 1)
                .startsWith("chatty-0 | line 0", "chatty-0 | line 1")
                .endsWith("chatty-0 | line " + (MANY - 1), "tireless | and that was it");
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void whatWasRemovedBeforeItCouldBeShownIsSaid() {
        try (Console console = console(shown)) {
            console.log(new ReplicaLine("chatty-0", "late", "1.0.70000", 65_000));
        }
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .startsWith("tireless | at least 65000 bytes that chatty-0 wrote before this were removed, ")
                .endsWith("\nchatty-0 | late\n");
    }

    @Test
    void nobodyWaitsForeverForAReaderThatDoesNotRead() throws InterruptedException {
        Console console = console(new Gated());
        Thread logging = logMany(console);
        console.hurry(Duration.ZERO);
        logging.join();
        console.close();
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "tireless: the output is read too slowly or not at all, and its end was not shown; the logs are in /home/logs\n");
    }

    @Test
    void aSlowReaderIsShownWhatTirelessSaysAndHowManyLinesAreMissing() throws InterruptedException {
        Gated slow = new Gated();
        try (Console console = console(slow)) {
            console.say("first");
            slow.touched.await();
            Thread logging = logMany(console);
            console.hurry(Duration.ZERO);
            logging.join();
            console.say("last");
            slow.gate.countDown();
        }
        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "tireless | first",
                        "tireless | last",
                        "tireless | 10000 lines are not shown: the output is read too slowly; the logs are in /home/logs");
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aReaderThatIsGoneIsSaidOnceAndHoldsUpNobody() throws InterruptedException {
        try (Console console = console(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        })) {
            logMany(console).join();
        }
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .startsWith("tireless: the output can not be written any more; the workers go on")
                .hasLineCount(1);
    }
}
