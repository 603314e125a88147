package tireless.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a process may reach, and what may reach it. */
public enum Network {
    /** Everything that the machine reaches. */
    HOST,
    /** The same, but a replica that listens for others is stopped, whatever the policy of its workspace. */
    OUTBOUND,
    /** Nothing but itself: a network of its own that has only loopback. */
    NONE;

    /** As manifests write it: {@code host}, {@code outbound}, {@code none}. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The network that a manifest means by {@code keyword}; empty where there is none. */
    public static Optional<Network> of(String keyword) {
        return Arrays.stream(values())
                .filter(network -> network.keyword().equals(keyword))
                .findFirst();
    }
}
