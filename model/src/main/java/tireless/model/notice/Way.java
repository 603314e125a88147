package tireless.model.notice;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How somebody is told. */
public sealed interface Way {
    /**
     * A POST of JSON.
     *
     * @param url {@code http} or {@code https}
     * @param headers by their names
     */
    record Webhook(Confidential url, SortedMap<String, Confidential> headers) implements Way {
        public Webhook {
            headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        }
    }

    /** A program that reads JSON from its standard input. */
    record Command(List<String> command) implements Way {
        public Command {
            command = List.copyOf(command);
            if (command.isEmpty()) {
                throw new IllegalArgumentException("a command has a program");
            }
        }
    }

    /** A mail. */
    record Email(List<String> to) implements Way {
        public Email {
            to = List.copyOf(to);
            if (to.isEmpty()) {
                throw new IllegalArgumentException("a mail goes to somebody");
            }
        }
    }

    /** For people, without anything that is confidential: {@code webhook hooks.example.com}. */
    default String shown() {
        return switch (this) {
            case Webhook(Confidential.Literal(String url), var _) -> "webhook " + host(url);
            case Webhook(Confidential.OfSecret from, var _) -> "webhook of " + from;
            case Command(var command) -> "command " + command.getFirst();
            case Email(var to) -> "email to " + String.join(", ", to);
        };
    }

    private static String host(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost()).orElse("****");
        } catch (IllegalArgumentException _) {
            return "****";
        }
    }
}
