package tireless.cli.plane;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tireless.model.Plural;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.store.sqlite.Backup;

/** Makes backups while a server runs, each when it is due. One that fails is tried again, and harms nothing. */
public final class BackupSchedule implements AutoCloseable {
    /** How often it is asked whether one is due; by the wall's time, which may jump. */
    public static final Duration LOOK = Duration.ofMinutes(1);

    private final Backups backups;
    private final Duration every;
    private final int kept;
    private final TimeSource time;
    private final Duration look;
    private final Consumer<String> log;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Begins at once.
     *
     * @param every how old the newest backup becomes
     * @param kept how many of the newest stay
     * @param look how often it is asked whether one is due
     * @param log what was made, and what could not be
     */
    public BackupSchedule(
            Backups backups, Duration every, int kept, TimeSource time, Duration look, Consumer<String> log) {
        this.backups = backups;
        this.every = every;
        this.kept = kept;
        this.time = time;
        this.look = look;
        this.log = log;
        this.thread = Thread.ofVirtual().name("backups").start(this::run);
    }

    private void run() {
        String said = "";
        try {
            while (!end.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
                String failure = look();
                if (!failure.isEmpty() && !failure.equals(said)) {
                    log.accept("no backup was made: " + failure + "; tried again every minute");
                }
                said = failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes one if it is due; why that failed, else an empty text. */
    private String look() {
        try {
            Optional<Backup> made = backups.takeIfDue(time.now().wall(), every, kept);
            made.ifPresent(backup -> log.accept(said(backup)));
            return "";
        } catch (TirelessException refused) {
            return String.valueOf(refused.getMessage());
        } catch (RuntimeException fault) {
            // The next look is made all the same: without it there would be no backup until the next server.
            return fault.toString();
        }
    }

    /** A line for those who run the server. */
    public static String said(Backup backup) {
        int damaged =
                backup.content().damagedRevisions().size() + backup.content().damagedEvents();
        return "backup %s: %s%s"
                .formatted(
                        backup.file(),
                        Plural.of(backup.content().resources(), "resource"),
                        damaged == 0
                                ? ""
                                : "; damaged in it, of past revisions and events: %d, see `tireless doctor`"
                                        .formatted(damaged));
    }

    @Override
    public void close() {
        end.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
