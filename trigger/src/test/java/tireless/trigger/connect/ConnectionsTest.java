package tireless.trigger.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ConnectionKey KEY = new ConnectionKey("kind", "here", List.of("password"));

    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;
    private final Connections connections = new Connections(clock);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private Lease<AutoCloseable> lease(ConnectionKey key) {
        return connections.lease(key, () -> {
            opened.incrementAndGet();
            return closed::incrementAndGet;
        });
    }

    private static Object clientOf(Lease<AutoCloseable> lease) throws Exception {
        return lease.<Object>ask(LONG, client -> client);
    }

    private static int shared(Lease<AutoCloseable> lease, String same, Question<AutoCloseable, Integer> question)
            throws Exception {
        return lease.askShared(same, LONG, question);
    }

    @Test
    void equalKeysShareOneClientUntilTheLastLetsGo() throws Exception {
        Lease<AutoCloseable> first = lease(KEY);
        Lease<AutoCloseable> second = lease(new ConnectionKey("kind", "here", List.of("password")));
        Lease<AutoCloseable> other = lease(new ConnectionKey("kind", "here", List.of("another password")));
        assertThat(opened).hasValue(0);
        assertThat(clientOf(first)).isSameAs(clientOf(second));
        assertThat(clientOf(first)).isNotSameAs(clientOf(other));
        assertThat(connections.users()).containsEntry(KEY, 2).hasSize(2);

        first.close();
        first.close();
        assertThat(closed).hasValue(0);
        second.close();
        other.close();
        assertThat(closed).hasValue(2);
        assertThat(connections.users()).isEmpty();
        assertThatThrownBy(() -> first.ask(LONG, client -> client)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void aKeyShowsNoSecret() {
        assertThat(KEY).hasToString("kind at here");
    }

    @Test
    void aClientThatCanNotBeMadeIsTriedAgain() throws Exception {
        try (Lease<AutoCloseable> lease = connections.lease(KEY, () -> {
            if (opened.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return closed::incrementAndGet;
        })) {
            assertThatThrownBy(() -> lease.ask(LONG, client -> client)).hasRootCauseMessage("not yet");
            assertThat(clientOf(lease)).isNotNull();
        }
    }

    @Test
    void whatHangsIsLeftInTimeAndItsTurnComesBack() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Lease<AutoCloseable> lease = lease(KEY)) {
            for (int i = 0; i < 3 * SharedClient.MOST_AT_ONCE; i++) {
                assertThatThrownBy(() -> lease.ask(Duration.ofMillis(5), _ -> {
                            never.await();
                            return 1;
                        }))
                        .isInstanceOf(TimeoutException.class);
            }
            assertThat(clientOf(lease)).isNotNull();
        }
    }

    @Test
    void fewAskOneServerAtOnceAndWhoWaitsTooLongIsToldWhy() throws Exception {
        CountDownLatch under = new CountDownLatch(SharedClient.MOST_AT_ONCE);
        CountDownLatch release = new CountDownLatch(1);
        try (Lease<AutoCloseable> lease = lease(KEY);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asking = new ArrayList<>();
            for (int i = 0; i < SharedClient.MOST_AT_ONCE; i++) {
                asking.add(threads.submit(() -> lease.ask(LONG, _ -> {
                    under.countDown();
                    release.await();
                    return 1;
                })));
            }
            under.await();
            assertThatThrownBy(() -> lease.ask(SHORT, _ -> 1)).hasMessage("8 others wait for its answer");
            release.countDown();
            for (Future<Integer> one : asking) {
                assertThat(one.get()).isEqualTo(1);
            }
        }
    }

    @Test
    void anAnswerIsSharedForASecondAndAFailureIsNot() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Lease<AutoCloseable> lease = lease(KEY)) {
            assertThat(shared(lease, "q", _ -> asked.incrementAndGet())).isEqualTo(1);
            assertThat(shared(lease, "q", _ -> asked.incrementAndGet())).isEqualTo(1);
            assertThat(shared(lease, "other", _ -> asked.incrementAndGet())).isEqualTo(2);
            now = now.plus(RecentAnswers.FRESH);
            assertThat(shared(lease, "q", _ -> asked.incrementAndGet())).isEqualTo(3);
            assertThatThrownBy(() -> lease.askShared("bad", LONG, _ -> {
                        throw new IllegalStateException("no");
                    }))
                    .hasRootCauseMessage("no");
            assertThat(shared(lease, "bad", _ -> 5)).isEqualTo(5);
        }
    }

    @Test
    void whoAsksWhileTheSameIsUnderWayWaitsForThat() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch under = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Lease<AutoCloseable> lease = lease(KEY);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> lease.askShared("q", LONG, _ -> {
                under.countDown();
                release.await();
                return asked.incrementAndGet();
            }));
            under.await();
            now = now.plusSeconds(10);
            Future<Integer> second = threads.submit(() -> lease.askShared("q", LONG, _ -> asked.incrementAndGet()));
            release.countDown();
            assertThat(first.get()).isEqualTo(1);
            assertThat(second.get()).isIn(1, 2);
        }
    }
}
