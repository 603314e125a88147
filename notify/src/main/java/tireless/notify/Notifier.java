package tireless.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.model.Topics;
import tireless.model.notice.Recipient;
import tireless.notify.NoticeQueue.Change;
import tireless.store.Outbox;
import tireless.store.OutboxEntry;
import tireless.store.RecordedEvent;
import tireless.store.text.RecipientsText;

/**
 * Tells recipients of events, at least once each. What is to be told is stored before this counts as done, and forgotten when its recipient has
 * confirmed it: whoever comes after one that was killed goes on. Safe for use by many threads.
 */
public final class Notifier implements AutoCloseable {
    private static final int SAID_AFTER = 3;

    private final Outbox outbox;
    private final Function<Event, List<Recipient>> recipients;
    private final Function<Event, String> text;
    private final Couriers couriers;
    private final TimeSource time;
    private final RandomGenerator random;
    private final Reports reports;
    private final Map<LaneKey, Lane> lanes = new ConcurrentHashMap<>();

    private record LaneKey(ResourceKey resource, Recipient recipient) {}

    /**
     * Whom this tells of itself.
     *
     * @param events takes what could not be told
     * @param refused told of a store that refuses
     */
    public record Reports(Consumer<Event> events, Consumer<TirelessException> refused) {}

    /**
     * @param recipients who is told of what happens to the resource of an event, by what is desired of it
     * @param text an event in one line, for people
     */
    public Notifier(
            Outbox outbox,
            Function<Event, List<Recipient>> recipients,
            Function<Event, String> text,
            Couriers couriers,
            TimeSource time,
            RandomGenerator random,
            Reports reports) {
        this.outbox = outbox;
        this.recipients = recipients;
        this.text = text;
        this.couriers = couriers;
        this.time = time;
        this.random = random;
        this.reports = reports;
    }

    /** Goes on with what an earlier one did not see confirmed. To be called once, before the first event. */
    public void begin() {
        for (OutboxEntry entry : outbox.all()) {
            NoticeText.read(entry)
                    .ifPresent(notice -> add(notice, change -> {
                        // Of two of one topic the newer one stays, and counts the other.
                        if (!change.removed().isEmpty()) {
                            store(change, OptionalLong.empty());
                        }
                    }));
        }
    }

    /** Whether something waits to be told. */
    public boolean isBusy() {
        return waiting() > 0;
    }

    /** How many notices wait to be told or confirmed. */
    public int waiting() {
        return lanes.values().stream().mapToInt(Lane::size).sum();
    }

    /** Takes an event of the journal; one that was taken before does nothing. Returns when what is to be told of it is stored. */
    public void accept(RecordedEvent recorded) {
        Event event = recorded.event();
        List<String> topics = Topics.of(event.happening());
        for (Recipient recipient : topics.isEmpty() ? List.<Recipient>of() : recipients.apply(event)) {
            topics.stream()
                    .filter(topic -> recipient.topics().contains(topic))
                    .findFirst()
                    .ifPresent(topic -> add(
                            notice(recorded, recipient, topic),
                            change -> store(change, OptionalLong.of(recorded.sequence()))));
        }
    }

    private Notice notice(RecordedEvent recorded, Recipient recipient, String topic) {
        Event event = recorded.event();
        return new Notice(
                recorded.sequence() + "-" + digest(recipient, event),
                recorded.sequence(),
                recipient,
                new Notice.Told(
                        event.resource(),
                        event.uid(),
                        event.ordinal(),
                        topic,
                        event.at(),
                        text.apply(event).replaceAll("\\p{Cntrl}+", " "),
                        Details.of(event.happening())),
                0,
                0);
    }

    /** The numbers of events begin anew with another home: the uid tells them apart. */
    private static String digest(Recipient recipient, Event event) {
        try {
            String all = event.uid().value() + RecipientsText.form(recipient).write();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException never) {
            throw new AssertionError("every Java platform has SHA-256", never);
        }
    }

    private void add(Notice notice, Consumer<Change> store) {
        lanes.values().removeIf(Lane::hasEnded);
        lanes.compute(new LaneKey(notice.told().resource(), notice.recipient()), (_, known) -> {
            if (known != null && known.add(notice, store)) {
                return known;
            }
            Lane lane =
                    new Lane(notice.recipient().atMostEvery(), () -> time.now().sinceBoot());
            lane.add(notice, store);
            lane.begin("notices of " + notice.told().resource(), new Telling());
            return lane;
        });
    }

    private void store(Change change, OptionalLong cursor) {
        List<OutboxEntry> put = change.put().stream().map(NoticeText::entry).toList();
        try {
            outbox.change(put, change.removed(), cursor);
        } catch (TirelessException refused) {
            // It is told all the same; after a kill some of it is told twice.
            reports.refused().accept(refused);
        }
    }

    /** Everything up to this event is known. */
    public void readUpTo(long sequence) {
        try {
            outbox.change(List.of(), Set.of(), OptionalLong.of(sequence));
        } catch (TirelessException refused) {
            reports.refused().accept(refused);
        }
    }

    /** Waits until everything that is due was tried, or the time is over. */
    public void drain(Duration limit) throws InterruptedException {
        Duration end = time.now().sinceBoot().plus(limit);
        for (Lane lane : lanes.values()) {
            lane.drain(end.minus(time.now().sinceBoot()));
        }
    }

    /** Ends at once; what was not confirmed is told by whoever comes next. */
    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
        couriers.close();
    }

    /** How notices of all lanes are told. */
    private final class Telling implements Lane.Work {
        @Override
        public Optional<NotDelivered> deliver(Notice notice) throws InterruptedException {
            try {
                couriers.of(notice).deliver(notice);
                return Optional.empty();
            } catch (NotDelivered why) {
                return Optional.of(why);
            }
        }

        @Override
        public Optional<Duration> pause(Notice notice, NotDelivered why) {
            int attempts = notice.attempts() + 1;
            Optional<Duration> pause = Retries.pause(attempts, why.isLasting(), random);
            // It may go on for long: people learn of it soon, and once more when it is given up.
            if (pause.isEmpty() || attempts == SAID_AFTER) {
                reports.events()
                        .accept(new Event(
                                time.now().wall(),
                                notice.told().resource(),
                                notice.told().uid(),
                                OptionalInt.empty(),
                                new Happening.NotNotified(
                                        notice.recipient().way().shown(),
                                        notice.told().topic(),
                                        why.why(),
                                        pause.isEmpty() ? notice.more() + 1 : 0)));
            }
            return pause;
        }

        @Override
        public void store(Change change) {
            Notifier.this.store(change, OptionalLong.empty());
        }
    }
}
