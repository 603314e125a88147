package tireless.store.sqlite;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tireless.model.ResourceKey;
import tireless.model.RolloutRecord;
import tireless.model.TirelessException;
import tireless.plan.DesiredResource;
import tireless.store.Journal;
import tireless.store.Outbox;
import tireless.store.PastRevision;
import tireless.store.Retention;
import tireless.store.SealedSecret;
import tireless.store.SealedSecrets;
import tireless.store.SeriesChunks;
import tireless.store.Store;
import tireless.store.Unfinished;
import tireless.store.Write;

/**
 * A store in one SQLite file, readable by its owner only. Several processes may have it open: their commits are one after the
 * other, and a stale one is refused.
 */
public final class SqliteStore implements Store {
    private final Session writer;
    private final Session reader;
    private final DesiredTables desired;
    private final JournalQueue journal;
    private final UnfinishedTable unfinished;
    private final SealedTable sealed;
    private final SeriesTable series;
    private final OutboxTable outbox;

    private SqliteStore(Failures failures, Session writer, Session reader, Retention retention) {
        this.writer = writer;
        this.reader = reader;
        this.desired = new DesiredTables(failures, retention);
        this.unfinished = new UnfinishedTable(failures, writer, reader);
        this.sealed = new SealedTable(failures, writer, reader);
        this.series = new SeriesTable(writer, reader);
        this.outbox = new OutboxTable(writer, reader);
        this.journal =
                new JournalQueue(new EventTable(failures, writer, reader, retention), JournalQueue.Limits.DEFAULT);
    }

    /**
     * Opens the store, and makes it where there is none.
     *
     * @param file its directory is made where there is none
     * @param libraries where SQLite's native library is put, once; must not be mounted noexec
     * @throws TirelessException if the file is damaged, of a newer Tireless or of another program, if it cannot be made, or if
     *     the library cannot be loaded; what exists is left as it is
     */
    public static SqliteStore open(Path file, Path libraries, Retention retention) {
        return open(new Failures(file), libraries, retention);
    }

    /**
     * The same.
     *
     * @param remedy what people can do when the file is damaged
     */
    public static SqliteStore open(Path file, Path libraries, Retention retention, String remedy) {
        return open(new Failures(file, remedy), libraries, retention);
    }

    private static SqliteStore open(Failures failures, Path libraries, Retention retention) {
        NativeLibrary.load(libraries);
        Path file = failures.file();
        Session writer = DatabaseFile.open(file, failures);
        try {
            return new SqliteStore(failures, writer, DatabaseFile.connect(file, failures), retention);
        } catch (TirelessException e) {
            writer.close();
            throw e;
        }
    }

    @Override
    public SortedMap<ResourceKey, DesiredResource> desired() {
        return desired.all(reader);
    }

    @Override
    public Optional<DesiredResource> desired(ResourceKey key) {
        return desired.one(reader, key);
    }

    @Override
    public void commit(List<Write> writes, List<RolloutRecord> begun, List<SealedSecret> secrets) {
        writer.transaction(() -> {
            desired.apply(writer, writes);
            for (RolloutRecord rollout : begun) {
                UnfinishedTable.put(writer, rollout);
            }
            for (SealedSecret secret : secrets) {
                SealedTable.put(writer, secret);
            }
        });
        // By the thread that records the events of this change, so that nobody waits for it.
        writer.settleLater();
    }

    @Override
    public List<PastRevision> history(ResourceKey key) {
        return desired.history(reader, key);
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Unfinished unfinished() {
        return unfinished;
    }

    @Override
    public SealedSecrets secrets() {
        return sealed;
    }

    @Override
    public SeriesChunks series() {
        return series;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public void close() {
        try {
            journal.close();
        } finally {
            reader.close();
            writer.close();
        }
    }
}
