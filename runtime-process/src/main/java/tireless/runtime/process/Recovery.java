package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import tireless.model.AttemptId;
import tireless.model.Now;
import tireless.model.SlotId;
import tireless.model.TimeSource;
import tireless.runtime.AttemptEnd;
import tireless.runtime.AttemptRecord;
import tireless.runtime.Recovered;
import tireless.runtime.SettledEnd;
import tireless.runtime.Verdict;

/** Reads what a slot's folder tells of its newest attempt. */
final class Recovery {
    /** By how much two mappings of a file's time may differ: the wall clock is corrected now and then, and a file's time is coarse. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final int AT_ONCE = 16;

    /** Finds out what became of an attempt, and watches it if it lives or may live. */
    @FunctionalInterface
    interface Finding {
        Verdict of(AttemptId attempt) throws IOException;
    }

    private final Home home;
    private final TimeSource time;
    private final Finding finding;

    Recovery(Home home, TimeSource time, Finding finding) {
        this.home = home;
        this.time = time;
        this.finding = finding;
    }

    /** The newest attempts of all slots. Many are read at once: what is dead may have to be waited for. */
    List<Recovered> all() throws IOException {
        ThreadFactory threads =
                Thread.ofPlatform().name("recovery-", 0).daemon().factory();
        try (ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE, threads)) {
            List<Future<Optional<Recovered>>> readings = new ArrayList<>();
            for (SlotId slot : home.slots()) {
                readings.add(executor.submit(() -> recover(slot)));
            }
            List<Recovered> found = new ArrayList<>();
            for (Future<Optional<Recovered>> reading : readings) {
                reading.get().ifPresent(found::add);
            }
            return found;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException defect) {
                throw defect;
            }
            throw new IOException(failure.getCause());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", closing);
        }
    }

    /** The leaves whose counters may be asked for: those of newest attempts whose end is not written down. */
    Map<SlotId, Path> leaves(List<Recovered> found) throws IOException {
        Map<SlotId, Path> leaves = new HashMap<>();
        for (Recovered recovered : found) {
            if (recovered.settled().isEmpty()) {
                AttemptId attempt = recovered.attempt();
                home.folder(attempt)
                        .note()
                        .flatMap(StartNote::leaf)
                        .ifPresent(leaf -> leaves.put(attempt.slot(), leaf));
            }
        }
        return leaves;
    }

    /** The keepers of those that may live. */
    Set<ProcessIdentity> keepers(List<Recovered> found) throws IOException {
        Set<ProcessIdentity> keepers = new HashSet<>();
        for (Recovered recovered : found) {
            if (!(recovered.verdict() instanceof Verdict.Dead)) {
                home.folder(recovered.attempt()).keeper().ifPresent(keepers::add);
            }
        }
        return keepers;
    }

    /** The slot's newest attempt; empty if it never had one. */
    private Optional<Recovered> recover(SlotId slot) throws IOException {
        Optional<AttemptId> newest = home.newest(slot);
        Optional<SettledNote> settled = home.settled(slot)
                .filter(note -> note.attempt() >= newest.map(AttemptId::number).orElse(0));
        if (settled.isPresent()
                && newest.filter(attempt -> attempt.number() == settled.get().attempt())
                                .isPresent()
                        == settled.get().hadFolder()) {
            return Optional.of(known(new AttemptId(slot, settled.get().attempt()), settled.get()));
        }
        return newest.isPresent() ? Optional.of(found(newest.get())) : Optional.empty();
    }

    /** It was known dead when the note was written, and the dead do not come back. */
    private Recovered known(AttemptId attempt, SettledNote note) throws IOException {
        Now now = time.now();
        SettledEnd settled = note.asOf(now.boot());
        boolean thisBoot = note.boot().equals(now.boot());
        return new Recovered(
                attempt,
                Optional.of(settled.record()),
                thisBoot,
                Duration.ZERO,
                new Verdict.Dead(settled.end().exit(), 0),
                thisBoot ? Optional.of(settled.end().at()) : Optional.empty(),
                Optional.of(settled),
                new Recovered.Noted(List.of(), List.of(), home.folder(attempt).held(), Optional.empty()));
    }

    private Recovered found(AttemptId attempt) throws IOException {
        AttemptFolder folder = home.folder(attempt);
        Optional<StartNote> note = folder.note();
        Verdict verdict = finding.of(attempt);
        Now now = time.now();
        Optional<StartNote> own = note.filter(written -> written.boot().equals(now.boot()));
        boolean thisBoot = note.isEmpty() || own.isPresent();
        Optional<Duration> endedAt =
                own.isPresent() && verdict instanceof Verdict.Dead ? endedAt(folder, own.get(), now) : Optional.empty();
        return new Recovered(
                attempt,
                note.map(StartNote::record).map(record -> thisBoot ? record : withoutTimes(record)),
                thisBoot,
                own.map(StartNote::startedAt).orElse(Duration.ZERO),
                verdict,
                endedAt,
                Optional.empty(),
                new Recovered.Noted(
                        own.map(StartNote::warnings).orElse(List.of()),
                        own.map(StartNote::remarks).orElse(List.of()),
                        folder.held(),
                        folder.watchdog()));
    }

    private static AttemptRecord withoutTimes(AttemptRecord record) {
        Optional<AttemptEnd> before = record.before().map(AttemptEnd::withoutTime);
        return new AttemptRecord(record.uid(), record.revision(), record.run(), record.memory(), before);
    }

    /**
     * When the keeper wrote down the exit. A file's time is wall time: it is counted from the start, and back from now. Where the two
     * differ, somebody set the clock in between, and nobody knows when that was.
     */
    private static Optional<Duration> endedAt(AttemptFolder folder, StartNote note, Now now) throws IOException {
        Optional<Instant> exit = folder.exitWrittenAt();
        Optional<Instant> record = folder.noteWrittenAt();
        if (exit.isEmpty() || record.isEmpty()) {
            return Optional.empty();
        }
        Duration fromStart = note.startedAt().plus(Duration.between(record.get(), exit.get()));
        Duration fromNow = now.sinceBoot().minus(Duration.between(exit.get(), now.wall()));
        if (fromStart.minus(fromNow).abs().compareTo(TOLERANCE) > 0) {
            return Optional.empty();
        }
        Duration ended = fromStart.compareTo(note.startedAt()) > 0 ? fromStart : note.startedAt();
        return Optional.of(ended.compareTo(now.sinceBoot()) < 0 ? ended : now.sinceBoot());
    }
}
