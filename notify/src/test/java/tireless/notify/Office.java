package tireless.notify;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import tireless.model.BootId;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.ResourceKey;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.model.Topics;
import tireless.model.Uid;
import tireless.model.notice.Confidential;
import tireless.model.notice.Recipient;
import tireless.model.notice.Way;
import tireless.store.Outbox;
import tireless.store.RecordedEvent;
import tireless.store.memory.MemoryStore;

/** A notifier, whom it tells, and what it says of itself. */
final class Office implements AutoCloseable {
    static final ResourceKey ORDERS = ResourceKey.worker("public", "orders");
    static final Uid UID = new Uid("0f8fad5b-d9cb-469f-a165-70867728950e");

    final Outbox outbox;
    final List<Recipient> recipients = new CopyOnWriteArrayList<>();
    final BlockingQueue<Event> said = new LinkedBlockingQueue<>();
    final List<String> refusals = new CopyOnWriteArrayList<>();
    final Map<String, String> secrets = new TreeMap<>();
    final TimeSource time = () ->
            new Now(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofNanos(System.nanoTime()), new BootId("boot"));
    final Notifier notifier;

    Office(Outbox outbox, Optional<MailServer> mail, Path folder) {
        this.outbox = outbox;
        this.notifier = new Notifier(
                outbox,
                event -> event.resource().equals(ORDERS) ? recipients : List.of(),
                event -> event.subject() + " " + event.happening().word(),
                new Couriers("alpha", this::secret, (_, _, variables) -> run(folder, variables), mail),
                time,
                new SplittableRandom(1),
                new Notifier.Reports(said::add, refused -> refusals.add(refused.toString())));
    }

    Office(Path folder) {
        this(new MemoryStore().outbox(), Optional.empty(), folder);
    }

    private String secret(ResourceKey key, String entry) {
        String value = secrets.get(key.name() + "." + entry);
        if (value == null) {
            throw TirelessException.failed("there is no " + key);
        }
        return value;
    }

    private static CommandRuns.CommandRun run(Path folder, SortedMap<String, String> variables) {
        SortedMap<String, String> all = new TreeMap<>(variables);
        all.put("PATH", "/usr/bin:/bin");
        return new CommandRuns.CommandRun(List.of(), folder, all);
    }

    static Recipient webhook(String url) {
        return recipient(new Way.Webhook(new Confidential.Literal(url), new TreeMap<>()));
    }

    static Recipient recipient(Way way) {
        return new Recipient(way, Topics.named("trouble"), Duration.ofMinutes(5));
    }

    static Recipient often(Recipient recipient) {
        return new Recipient(recipient.way(), new TreeSet<>(recipient.topics()), Duration.ofMillis(1));
    }

    static RecordedEvent stalled(long sequence) {
        return event(sequence, new Happening.Stalled("no heartbeat for 30 s"));
    }

    static RecordedEvent event(long sequence, Happening happening) {
        return new RecordedEvent(
                sequence, new Event(Instant.parse("2026-01-01T00:00:00Z"), ORDERS, UID, OptionalInt.of(0), happening));
    }

    @Override
    public void close() {
        notifier.close();
    }
}
