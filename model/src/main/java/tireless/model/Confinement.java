package tireless.model;

import java.util.Optional;

/**
 * What a process may reach, and whose rights it has.
 *
 * @param account empty is the account that everything runs as: the server's, or the image's
 */
public record Confinement(Network network, Optional<UnixAccount> account) {
    /** By the account that everything runs as. */
    public Confinement(Network network) {
        this(network, Optional.empty());
    }
}
