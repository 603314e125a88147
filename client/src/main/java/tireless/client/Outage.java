package tireless.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tireless.model.TirelessException;

/** A time in which a server that was there is not. It is asked again after a pause that grows from 0.1 s to 5 s. */
final class Outage {
    static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    static final String BROKEN = "the connection to the server broke";
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private Outage() {}

    static Duration next(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** Why it is waited for: without the advice to whom does not wait. */
    static String cause(TirelessException refused) {
        return refused.code() == TirelessException.Code.UNREACHABLE
                ? "the server can not be reached"
                : String.valueOf(refused.getMessage());
    }

    /** What {@code ask} gives, if need be by the next server: where one was gone in the middle of its reply, that is waited for. */
    static <T> T outlast(Supplier<T> ask, Outages outages) {
        boolean out = false;
        for (Duration pause = FIRST_PAUSE; ; pause = next(pause)) {
            try {
                T answer = ask.get();
                if (out) {
                    outages.back();
                }
                return answer;
            } catch (TirelessException refused) {
                boolean wasThere = out || refused instanceof BrokenOffException;
                if (!wasThere || !refused.retryable()) {
                    throw refused;
                }
            }
            if (!out) {
                out = true;
                outages.lost(BROKEN);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }
}
