package tireless.notify;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A server that takes mails.
 *
 * @param from the address that mails come from
 * @param login empty where it asks for none
 * @param certificates a file in PEM with those that are trusted; empty is those that Java trusts
 */
public record MailServer(
        String host, int port, Security security, String from, Optional<Login> login, Optional<Path> certificates) {
    /** How the connection is encrypted. */
    public enum Security {
        /** Begins plainly, and is encrypted before anything is said; or fails. */
        STARTTLS,
        /** From the first byte on. */
        TLS,
        /** Not at all. */
        NONE
    }

    /** @param password a file that its owner alone may read, with the password as its first line; read for each mail */
    public record Login(String user, Path password) {}
}
