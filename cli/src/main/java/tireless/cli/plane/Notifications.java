package tireless.cli.plane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tireless.cli.context.Context;
import tireless.control.EventText;
import tireless.control.History;
import tireless.control.Sighting;
import tireless.control.Watch;
import tireless.engine.Subscription;
import tireless.model.Event;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.TirelessException;
import tireless.model.Workload;
import tireless.notify.Couriers;
import tireless.notify.MailServer;
import tireless.notify.Notifier;
import tireless.plan.DesiredResource;
import tireless.secret.StoredSecrets;
import tireless.store.EventQuery;
import tireless.store.RecordedEvent;
import tireless.store.Store;

/** Tells whom manifests name of what happens, from the journal of a control plane. Nothing is read while no manifest names anybody. */
public final class Notifications implements AutoCloseable {
    /** How many events that concern nobody may be read once more by the next server. */
    private static final int UNNOTED = 100;

    /** Among which the events of a revision that was just accepted are. */
    private static final int RECENT = 200;

    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);

    private final Store store;
    private final Watch watch;
    private final Notifier notifier;
    private final Consumer<TirelessException> refused;
    private @Nullable Subscription following;
    private long last;
    private int unnoted;

    /**
     * Whom this tells of itself.
     *
     * @param events takes what could not be told
     * @param refused told of a store that refuses
     */
    public record Reports(Consumer<Event> events, Consumer<TirelessException> refused) {}

    private Notifications(
            ControlPlane plane, Watch watch, Context context, Optional<MailServer> mail, Reports reports) {
        this.store = plane.store();
        this.watch = watch;
        this.refused = reports.refused();
        EventText text = new EventText(ZoneId.systemDefault());
        StoredSecrets secrets = new StoredSecrets(store, plane.vault());
        this.notifier = new Notifier(
                store.outbox(),
                event -> workload(event.resource())
                        .map(workload -> workload.policy().recipients())
                        .orElse(List.of()),
                text::of,
                new Couriers(
                        host(),
                        (secret, key) -> value(secrets, secret, key),
                        new WorkerCommands(this::workload, context.environment()),
                        mail),
                plane.time(),
                RandomGenerator.getDefault(),
                new Notifier.Reports(reports.events(), reports.refused()));
    }

    /**
     * Begins where an earlier one ended. To be made before anything may happen, and after the watch.
     *
     * @param mail the server that takes mails; empty where there is none
     */
    public static Notifications begin(
            ControlPlane plane, Watch watch, Context context, Optional<MailServer> mail, Reports reports) {
        Notifications notifications = new Notifications(plane, watch, context, mail, reports);
        notifications.begin();
        return notifications;
    }

    private synchronized void begin() {
        notifier.begin();
        boolean wanted = store.desired().values().stream().anyMatch(Notifications::names);
        if (wanted || notifier.waiting() > 0) {
            follow(new History(store.journal()).newest());
        } else {
            store.outbox().rest();
        }
    }

    /** To be told of every resource whose desired state may be another one. Returns at once. */
    public synchronized void changed(ResourceKey key) {
        try {
            if (following == null
                    && store.desired(key).filter(Notifications::names).isPresent()) {
                store.desired(key).ifPresent(first -> follow(before(first)));
            }
        } catch (TirelessException unreadable) {
            refused.accept(unreadable);
        }
    }

    private static boolean names(DesiredResource resource) {
        return resource.revision().spec() instanceof Workload workload
                && !workload.policy().recipients().isEmpty();
    }

    /** The last event before its revision: what came of that is to be told, also where it is the first that names anybody. */
    private long before(DesiredResource first) {
        List<RecordedEvent> newest = new History(store.journal()).read(EventQuery.newest(RECENT));
        return newest.stream()
                .filter(recorded -> recorded.event().resource().equals(first.key())
                        && !recorded.event().at().isBefore(first.revision().createdAt()))
                .mapToLong(recorded -> recorded.sequence() - 1)
                .min()
                .orElse(newest.isEmpty() ? 0 : newest.getFirst().sequence());
    }

    /** @param otherwise the last event that nobody is to be told of, where that is not stored */
    private void follow(long otherwise) {
        OptionalLong cursor = store.outbox().cursor();
        last = cursor.orElse(otherwise);
        if (cursor.isEmpty()) {
            notifier.readUpTo(last);
        }
        following = watch.follow(OptionalLong.of(last), this::hear);
    }

    private void hear(Sighting sighting) {
        if (sighting instanceof Sighting.Happened(RecordedEvent event)) {
            while (!accepted(event)) {
                LockSupport.parkNanos(BEFORE_ANOTHER_TRY.toNanos());
            }
        }
    }

    /** False where it is to be tried again, as the store could not be read. */
    private boolean accepted(RecordedEvent event) {
        try {
            notifier.accept(event);
            last = event.sequence();
            unnoted++;
            if (unnoted >= UNNOTED) {
                notifier.readUpTo(last);
                unnoted = 0;
            }
            return true;
        } catch (TirelessException unreadable) {
            refused.accept(unreadable);
            return Thread.currentThread().isInterrupted();
        }
    }

    /** By what is desired; of one that is gone by what was. */
    private Optional<Workload> workload(ResourceKey key) {
        Stream<Revision> revisions = Stream.concat(
                store.desired(key).map(DesiredResource::revision).stream(),
                Stream.of(key)
                        .flatMap(gone -> store.history(gone).stream().limit(1).map(past -> past.revision())));
        return revisions
                .map(Revision::spec)
                .findFirst()
                .filter(Workload.class::isInstance)
                .map(Workload.class::cast);
    }

    private static String value(StoredSecrets secrets, ResourceKey secret, String key) {
        var values = secrets.values(secret);
        if (!values.keys().contains(key)) {
            throw TirelessException.failed("%s has no key `%s`".formatted(secret, key));
        }
        return values.text(key);
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException unreadable) {
            throw TirelessException.failed(
                    "the name of this machine can not be read: " + TirelessException.reason(unreadable), unreadable);
        }
    }

    /** Tells what is due, for a moment, and lets the rest wait for whoever comes next. */
    public void finish(Duration limit) throws InterruptedException {
        notifier.drain(limit);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (following != null) {
                following.close();
                notifier.readUpTo(last);
            }
        }
        notifier.close();
    }
}
