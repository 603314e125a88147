package tireless.trigger;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import tireless.scale.Reading;
import tireless.trigger.connect.Lease;
import tireless.trigger.connect.Question;

/** A trigger that asks a server, by a client that others may use too. */
public final class NetworkTrigger<C extends AutoCloseable> implements Trigger {
    /** For an answer, where nothing else is said; KEDA's own. */
    public static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Lease<C> lease;
    private final Asked asked;
    private final Question<C, Reading> question;

    /**
     * @param subject what is asked and where, for people and without a password: {@code list `mail` of Redis at …}
     * @param secrets what no message may hold
     * @param same equal where two ask the same and one answer will do for both; empty where each asks
     */
    public record Asked(String subject, Duration timeout, Set<String> secrets, Optional<Object> same) {
        public Asked {
            secrets = Set.copyOf(secrets);
        }

        /** What each asks for itself, without an own timeout. */
        public Asked(String subject, Set<String> secrets) {
            this(subject, TIMEOUT, secrets, Optional.empty());
        }
    }

    public NetworkTrigger(Lease<C> lease, Asked asked, Question<C, Reading> question) {
        this.lease = lease;
        this.asked = asked;
        this.question = question;
    }

    @Override
    public Reading read() throws InterruptedException {
        try {
            Optional<Object> same = asked.same();
            return same.isPresent()
                    ? lease.askShared(same.get(), asked.timeout(), question)
                    : lease.ask(asked.timeout(), question);
        } catch (TimeoutException e) {
            return failed("no answer within " + Failures.shown(asked.timeout())
                    + Optional.ofNullable(e.getMessage())
                            .map(more -> ": " + more)
                            .orElse(""));
        } catch (ExecutionException e) {
            return failed(Failures.reason(e, asked.secrets()));
        }
    }

    private Reading failed(String why) {
        return new Reading.Failed(asked.subject() + ": " + why);
    }

    @Override
    public void close() {
        lease.close();
    }
}
