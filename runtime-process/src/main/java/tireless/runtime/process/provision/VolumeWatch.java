package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import tireless.model.AttemptId;
import tireless.runtime.process.rounds.Rounds;

/**
 * Looks from time to time at how full temporary volumes are, and tells when that matters. Costs nothing while there are none. How
 * much each may hold is kept in the place of its attempt, for the driver after this one.
 */
final class VolumeWatch implements AutoCloseable {
    private static final String SIZES = "sizes";
    private static final double NEAR = 0.9;
    private static final Comparator<AttemptId> ORDER =
            Comparator.comparing(AttemptId::slot).thenComparingInt(AttemptId::number);

    private final Duration period;
    private final BiConsumer<AttemptId, VolumeFill> told;
    private final ReentrantLock lock = new ReentrantLock();
    private final Rounds rounds = new Rounds(lock);
    private final Map<AttemptId, AttemptPlace> watched = new TreeMap<>(ORDER);
    private final Set<Path> near = new HashSet<>();
    private final Set<Path> over = new HashSet<>();
    private final Thread thread;

    /** @param told called on the thread of this watch */
    VolumeWatch(Duration period, BiConsumer<AttemptId, VolumeFill> told) {
        this.period = period;
        this.told = told;
        this.thread = Thread.ofPlatform().name("volumes").daemon().unstarted(this::run);
    }

    /** Keeps how much the temporary volumes of an attempt may hold. */
    static void note(AttemptPlace place, Map<String, Long> bytes) throws IOException {
        if (!bytes.isEmpty()) {
            List<String> lines = new ArrayList<>();
            bytes.forEach((folder, most) -> lines.add(most + " " + folder));
            Files.write(place.folder().resolve(SIZES), lines, StandardCharsets.UTF_8);
        }
    }

    /** Looks at an attempt from now on; harmless if it has no temporary volumes. */
    void begin(AttemptId attempt, AttemptPlace place) {
        lock.lock();
        try {
            if (!rounds.isClosed() && Files.exists(place.folder().resolve(SIZES))) {
                watched.put(attempt, place);
                rounds.begin();
                if (thread.getState() == Thread.State.NEW) {
                    thread.start();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks no more at the slot's attempts up to this one. */
    void end(AttemptId last) {
        lock.lock();
        try {
            watched.keySet()
                    .removeIf(attempt -> attempt.slot().equals(last.slot()) && attempt.number() <= last.number());
        } finally {
            lock.unlock();
        }
    }

    /** Where the attempts that are looked at have a temporary volume. */
    List<Path> folders(String workspace, String volume) {
        return all().entrySet().stream()
                .filter(entry -> entry.getKey().slot().resource().scope().equals(workspace))
                .map(entry -> entry.getValue().volume(volume))
                .filter(Files::isDirectory)
                .sorted()
                .toList();
    }

    private void run() {
        while (rounds.await(watched::isEmpty, period)) {
            for (Map.Entry<AttemptId, AttemptPlace> entry : all().entrySet()) {
                try {
                    look(entry.getKey(), entry.getValue());
                } catch (IOException | RuntimeException failure) {
                    // It is looked at again, and nothing is decided by what was not seen.
                    thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
                }
            }
        }
    }

    private Map<AttemptId, AttemptPlace> all() {
        lock.lock();
        try {
            return Map.copyOf(watched);
        } finally {
            lock.unlock();
        }
    }

    private void look(AttemptId attempt, AttemptPlace place) throws IOException {
        Path sizes = place.folder().resolve(SIZES);
        if (!Files.exists(sizes)) {
            return;
        }
        for (String line : Files.readAllLines(sizes, StandardCharsets.UTF_8)) {
            List<String> words = List.of(line.split(" ", 2));
            long most = Long.parseLong(words.getFirst());
            Path folder = place.volume(words.getLast());
            FolderSize size = new FolderSize(folder);
            // A part of it that may not be read is not held against anybody.
            boolean _ = size.count();
            judge(attempt, folder, size.bytes(), most);
        }
    }

    private void judge(AttemptId attempt, Path folder, long used, long most) {
        String what = "its temporary volume %s holds %d KiB of %d KiB"
                .formatted(folder.getFileName(), used >> 10, most >> 10);
        if (used > most) {
            told.accept(
                    attempt,
                    over.add(folder)
                            ? new VolumeFill.Over(what + ": it is asked to end, and starts again with an empty one")
                            : new VolumeFill.StillOver(what + ", although it was asked to end: it is killed"));
        } else if (used > most * NEAR && near.add(folder)) {
            told.accept(attempt, new VolumeFill.Near(what + ": above that it is ended"));
        }
    }

    @Override
    public void close() {
        rounds.close();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
