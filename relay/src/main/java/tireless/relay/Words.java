package tireless.relay;

import java.util.Optional;
import java.util.OptionalLong;
import tireless.throughput.Notification;

/** What is said in a notification, word by word. Pure. */
final class Words {
    private Words() {}

    static boolean isEmpty(Notification said) {
        return !said.ready()
                && said.status().isEmpty()
                && !said.heartbeat()
                && said.watchdog().isEmpty()
                && said.numbers().equals(Notification.Numbers.NONE)
                && said.scaleInProtection().isEmpty();
    }

    /** What is left of it where the newer one says the rest anew. */
    static Notification without(Notification said, Notification newer) {
        Notification.Numbers numbers = said.numbers();
        Notification.Numbers news = newer.numbers();
        return new Notification(
                said.ready() && !newer.ready(),
                without(said.status(), newer.status()),
                said.heartbeat() && !newer.heartbeat(),
                without(said.watchdog(), newer.watchdog()),
                new Notification.Numbers(
                        without(numbers.processed(), news.processed()),
                        without(numbers.errors(), news.errors()),
                        without(numbers.backlog(), news.backlog()),
                        without(numbers.inFlight(), news.inFlight()),
                        without(numbers.latency(), news.latency())),
                without(said.scaleInProtection(), newer.scaleInProtection()),
                said.origin());
    }

    private static <T> Optional<T> without(Optional<T> said, Optional<T> newer) {
        return newer.isPresent() ? Optional.empty() : said;
    }

    private static OptionalLong without(OptionalLong said, OptionalLong newer) {
        return newer.isPresent() ? OptionalLong.empty() : said;
    }

    static Notification withStatus(Notification said, Optional<String> status) {
        return new Notification(
                said.ready(),
                status,
                said.heartbeat(),
                said.watchdog(),
                said.numbers(),
                said.scaleInProtection(),
                said.origin());
    }
}
