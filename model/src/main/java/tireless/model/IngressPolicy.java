package tireless.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a worker that listens where others can reach it, which a worker must not. */
public enum IngressPolicy {
    /** It is told, and the worker goes on. */
    WARN,
    /** The replica is stopped, and not started again until something changes. */
    STOP;

    /** As manifests write it: {@code warn}, {@code stop}. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The policy that a manifest means by {@code keyword}; empty where there is none. */
    public static Optional<IngressPolicy> of(String keyword) {
        return Arrays.stream(values())
                .filter(policy -> policy.keyword().equals(keyword))
                .findFirst();
    }
}
