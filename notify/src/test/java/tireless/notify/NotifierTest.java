package tireless.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.notice.Confidential;
import tireless.model.notice.Way;
import tireless.model.objective.Objective;
import tireless.store.Outbox;
import tireless.store.memory.MemoryStore;

/** Who is told of what, how often, and what becomes of it where nobody listens. */
class NotifierTest {
    @TempDir
    Path folder;

    @Test
    void aWebhookGetsWhatHappenedAsJson() throws Exception {
        try (Hook hook = new Hook();
                Office office = new Office(folder)) {
            office.recipients.add(Office.webhook(hook.url("/alerts")));
            office.notifier.accept(
                    Office.event(7, new Happening.ObjectiveMissed(Objective.MIN, 3.2, 10, Duration.ofMinutes(1))));

            Hook.Call call = hook.next();

            assertThat(call.path()).isEqualTo("/alerts");
            assertThat(call.body().text("event")).isEqualTo("objectiveMissed");
            assertThat(call.body().text("workspace")).isEqualTo("public");
            assertThat(call.body().text("name")).isEqualTo("orders");
            assertThat(call.body().text("text")).contains("orders-0", "worker public/orders", "alpha");
            assertThat(call.body().form("details").text("value")).isEqualTo("3.2");
            assertThat(call.body().form("details").text("target")).isEqualTo("10.0");
            assertThat(call.body().text("id")).isEqualTo(call.idempotency()).startsWith("7-");
        }
    }

    @Test
    void whatItIsNotToldOfAndWhatItIsTwiceDoesNothing() throws Exception {
        try (Hook hook = new Hook();
                Office office = new Office(folder)) {
            office.recipients.add(Office.often(Office.webhook(hook.url("/"))));
            office.notifier.accept(Office.event(1, new Happening.Ready(1)));
            office.notifier.accept(Office.event(2, new Happening.NotNotified("webhook a", "stalled", "no", 1)));
            office.notifier.accept(Office.stalled(3));

            assertThat(hook.next().body().text("event")).isEqualTo("stalled");
            office.notifier.drain(Duration.ofSeconds(30));
            assertThat(hook.calls).isEmpty();
            assertThat(office.outbox.all()).isEmpty();
            assertThat(office.outbox.cursor()).hasValue(3);
        }
    }

    @Test
    void ofOneKindIsToldAtMostEveryNowAndThenAndTheNextSaysHowManyWereHeldBack() throws Exception {
        try (Hook hook = new Hook();
                Office office = new Office(folder)) {
            office.recipients.add(Office.webhook(hook.url("/")));
            office.notifier.accept(Office.stalled(1));
            hook.next();
            office.notifier.drain(Duration.ofSeconds(30));
            for (int i = 2; i < 20; i++) {
                office.notifier.accept(Office.stalled(i));
            }

            // One waits for its time, and has counted the others.
            assertThat(office.outbox.all())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.content()).contains("\"more\":17", "\"sequence\":19"));
            // What is of another kind does not wait.
            office.notifier.accept(Office.event(20, new Happening.Unhealthy("liveness")));
            assertThat(hook.next().body().text("event")).isEqualTo("unhealthy");
            assertThat(hook.calls).isEmpty();
        }
    }

    @Test
    void whoEndsCleanlyAgainAndAgainIsInNoCrashLoop() throws Exception {
        try (Hook hook = new Hook();
                Office office = new Office(folder)) {
            office.recipients.add(Office.often(Office.webhook(hook.url("/"))));
            Duration delay = Duration.ofSeconds(4);
            office.notifier.accept(Office.event(1, new Happening.BackedOff(7, delay, Instant.EPOCH, true)));
            office.notifier.accept(Office.event(2, new Happening.BackedOff(5, delay, Instant.EPOCH, false)));

            Hook.Call call = hook.next();
            assertThat(call.body().text("event")).isEqualTo("crashLoop");
            assertThat(call.body().text("id")).startsWith("2-");
            assertThat(hook.calls).isEmpty();
        }
    }

    @Test
    void eachObjectiveThatIsMissedIsToldByItself() throws Exception {
        try (Hook hook = new Hook();
                Office office = new Office(folder)) {
            office.recipients.add(Office.webhook(hook.url("/")));
            long sequence = 0;
            for (Objective objective : Objective.values()) {
                office.notifier.accept(Office.event(
                        ++sequence, new Happening.ObjectiveMissed(objective, 3, 1, Duration.ofMinutes(1))));
            }

            List<String> told = new ArrayList<>();
            for (Objective _ : Objective.values()) {
                told.add(hook.next().body().form("details").text("objective"));
            }
            assertThat(told)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(Objective.values()).map(Objective::word).toList());
        }
    }

    @Test
    void whatWasRefusedIsSentAgainWithTheSameId() throws Exception {
        try (Hook hook = new Hook();
                Office office = new Office(folder)) {
            hook.answers.add(503);
            office.recipients.add(Office.webhook(hook.url("/")));
            office.notifier.accept(Office.stalled(1));

            Hook.Call first = hook.next();
            Hook.Call second = hook.next();

            assertThat(second.idempotency()).isEqualTo(first.idempotency());
            office.notifier.drain(Duration.ofSeconds(30));
            assertThat(office.outbox.all()).isEmpty();
        }
    }

    @Test
    void whoHangsHoldsUpNobodyElse() throws Exception {
        try (Hook hanging = new Hook();
                Hook hook = new Hook();
                Office office = new Office(folder)) {
            hanging.answers.add(0);
            office.recipients.add(Office.webhook(hanging.url("/")));
            office.recipients.add(Office.often(Office.webhook(hook.url("/"))));
            office.notifier.accept(Office.stalled(1));
            hanging.next();
            hook.next();
            office.notifier.accept(Office.event(2, new Happening.Unhealthy("liveness")));

            assertThat(hook.next().body().text("event")).isEqualTo("unhealthy");
            assertThat(hanging.calls).isEmpty();
        }
    }

    @Test
    void whatWasNotConfirmedIsSentByTheNextOne() throws Exception {
        Outbox outbox = new MemoryStore().outbox();
        try (Hook hook = new Hook()) {
            hook.answers.add(0);
            String id;
            try (Office office = new Office(outbox, Optional.empty(), folder)) {
                office.recipients.add(Office.webhook(hook.url("/")));
                office.notifier.accept(Office.stalled(1));
                id = hook.next().idempotency();
            }
            assertThat(outbox.cursor()).isEqualTo(OptionalLong.of(1));

            try (Office next = new Office(outbox, Optional.empty(), folder)) {
                next.notifier.begin();

                assertThat(hook.next().idempotency()).isEqualTo(id);
                next.notifier.drain(Duration.ofSeconds(30));
                assertThat(outbox.all()).isEmpty();
            }
        }
    }

    @Test
    void whatIsRefusedForGoodIsGivenUpAndThatIsSaidWithoutTheAddress() throws Exception {
        try (Hook hook = new Hook();
                Office office = new Office(folder)) {
            for (int i = 0; i < Retries.MOST_LASTING; i++) {
                hook.answers.add(404);
            }
            office.recipients.add(Office.webhook(hook.url("/s3cr3t")));
            office.notifier.accept(Office.stalled(1));

            Event early = office.said.poll(60, TimeUnit.SECONDS);
            Event said = office.said.poll(60, TimeUnit.SECONDS);

            assertThat(early).isNotNull();
            assertThat(early.happening())
                    .isEqualTo(new Happening.NotNotified("webhook 127.0.0.1", "stalled", "it answered 404", 0));
            assertThat(said).isNotNull();
            assertThat(said.happening())
                    .isEqualTo(new Happening.NotNotified("webhook 127.0.0.1", "stalled", "it answered 404", 1));
            assertThat(said.toString()).doesNotContain("s3cr3t");
        }
    }

    @Test
    void anAnswerThatNeverEndsIsConfirmedByItsStatus() throws Exception {
        try (Hook hook = new Hook();
                Office office = new Office(folder)) {
            hook.answers.add(Hook.ENDLESS);
            office.recipients.add(Office.webhook(hook.url("/")));
            office.notifier.accept(Office.stalled(1));
            hook.next();
            office.notifier.drain(Duration.ofSeconds(30));

            assertThat(office.outbox.all()).isEmpty();
        }
    }

    @Test
    void addressAndHeadersMayComeFromSecrets() throws Exception {
        try (Hook hook = new Hook();
                Office office = new Office(folder)) {
            office.secrets.put("alerts.url", hook.url("/s3cr3t") + "\n");
            office.secrets.put("alerts.token", "Bearer s3cr3t");
            TreeMap<String, Confidential> headers = new TreeMap<>();
            headers.put("Authorization", new Confidential.OfSecret("alerts", "token"));
            office.recipients.add(
                    Office.recipient(new Way.Webhook(new Confidential.OfSecret("alerts", "url"), headers)));
            office.notifier.accept(Office.stalled(1));

            Hook.Call call = hook.next();

            assertThat(call.path()).isEqualTo("/s3cr3t");
            assertThat(call.authorization()).isEqualTo("Bearer s3cr3t");
        }
    }

    @Test
    void whoIsNotThereIsTriedAgain() throws Exception {
        int port = freePort();
        try (Office office = new Office(folder)) {
            office.recipients.add(Office.webhook("http://127.0.0.1:" + port + "/s3cr3t"));
            office.notifier.accept(Office.stalled(1));
            office.notifier.drain(Duration.ofSeconds(30));

            assertThat(office.outbox.all())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.content()).contains("\"attempts\":1"));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
