package tireless.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NotificationTest {
    private static final String[] NAMES = {
        "READY", "STATUS", "WATCHDOG", "WATCHDOG_USEC", "X_PROCESSED", "X_ERRORS", "X_BACKLOG", "X_SCALE_IN_PROTECTION"
    };
    private static final String[] VALUES = {
        "1",
        "0",
        "-1",
        "",
        "=",
        "1=1",
        "99999999999999999999",
        "999999999999999999",
        "1e3",
        "\u0000",
        "x\u001b[2J",
        " 7 "
    };

    private static Notification parse(String... lines) {
        return Notification.parse(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatIsSaid() {
        Notification said = parse(
                "READY=1",
                "STATUS=at work",
                "WATCHDOG=1",
                "WATCHDOG_USEC=2500000",
                "X_PROCESSED=10",
                "X_ERRORS=1",
                "X_BACKLOG=0",
                "X_INFLIGHT=3",
                "X_SCALE_IN_PROTECTION=1",
                "MAINPID=7");
        assertThat(said.ready()).isTrue();
        assertThat(said.status()).contains("at work");
        assertThat(said.heartbeat()).isTrue();
        assertThat(said.watchdog()).contains(Duration.ofMillis(2500));
        assertThat(said.processed()).hasValue(10);
        assertThat(said.errors()).hasValue(1);
        assertThat(said.backlog()).hasValue(0);
        assertThat(said.inFlight()).hasValue(3);
        assertThat(said.scaleInProtection()).contains(true);
    }

    @Test
    void whatIsNotSaidIsAbsentAndNotZero() {
        Notification said = parse("WATCHDOG=1");
        assertThat(said.ready()).isFalse();
        assertThat(said.processed()).isEmpty();
        assertThat(said.backlog()).isEmpty();
        assertThat(said.status()).isEmpty();
        assertThat(said.scaleInProtection()).isEmpty();
    }

    @Test
    void nonsenseCountsAsNotSaid() {
        Notification said =
                parse("READY=yes\nX_PROCESSED=-5\nX_ERRORS=1.5\nX_BACKLOG=99999999999999999999\nWATCHDOG_USEC=x");
        assertThat(said.ready()).isFalse();
        assertThat(said.processed()).isEmpty();
        assertThat(said.errors()).isEmpty();
        assertThat(said.backlog()).isEmpty();
        assertThat(said.watchdog()).isEmpty();
    }

    @Test
    void aStatusHoldsNoControlCharacters() {
        assertThat(parse("STATUS=a\u001b[31mb\tc").status()).contains("a [31mb c");
    }

    @Test
    void noDatagramMakesItFail() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] datagram = random.nextBoolean() ? bytes(random) : lines(random);
            Notification said = Notification.parse(datagram);
            assertThat(said.processed().orElse(0)).as("seed %d", seed).isNotNegative();
            assertThat(said.watchdog().orElse(Duration.ZERO).isNegative())
                    .as("seed %d", seed)
                    .isFalse();
        }
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] lines(Random random) {
        StringBuilder text = new StringBuilder();
        for (int line = random.nextInt(6); line >= 0; line--) {
            text.append(NAMES[random.nextInt(NAMES.length)]).append(random.nextInt(9) == 0 ? "" : "=");
            text.append(VALUES[random.nextInt(VALUES.length)]).append(random.nextInt(9) == 0 ? "\r" : "\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
