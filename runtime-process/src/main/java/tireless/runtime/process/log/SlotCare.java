package tireless.runtime.process.log;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tireless.linux.FileHole;
import tireless.model.AttemptId;
import tireless.model.TimeSource;
import tireless.runtime.Notice;

/**
 * Keeps one slot's output within its limits. What hinders it, as a full disk, is said once, and tried again until it goes. Used by one
 * thread.
 */
final class SlotCare {
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);
    private static final int KEPT_ATTEMPTS = 20;

    private final SlotOutput output;
    private final SlotRotation rotation;
    private final TimeSource time;
    private final long rotateAt;
    private final Predicate<AttemptId> over;
    private final BiConsumer<AttemptId, Notice> told;
    private @Nullable Boolean frees;
    private boolean tidied;
    private boolean hindered;
    private Duration notBefore = Duration.ZERO;

    private interface Work {
        void run() throws IOException;
    }

    private interface Callable<T> {
        T call() throws IOException;
    }

    SlotCare(
            SlotOutput output,
            SlotRotation rotation,
            TimeSource time,
            long rotateAt,
            Predicate<AttemptId> over,
            BiConsumer<AttemptId, Notice> told) {
        this.output = output;
        this.rotation = rotation;
        this.time = time;
        this.rotateAt = rotateAt;
        this.over = over;
        this.told = told;
    }

    SlotOutput output() {
        return output;
    }

    /** What is to be done when an attempt has begun; the newest, if it may still write. */
    Optional<AttemptOutput> begin() throws IOException {
        return writing(this::tidy, Optional.empty());
    }

    private Optional<AttemptOutput> tidy() throws IOException {
        if (!tidied) {
            for (AttemptOutput file : output.outputs().values()) {
                rotation.freeStored(file);
            }
            tidied = true;
        }
        Optional<AttemptOutput> newest = output.newest();
        if (newest.isPresent()) {
            tryTo(newest.get(), () -> rotation.gather(KEPT_ATTEMPTS));
        }
        return newest.filter(file -> !over.test(file.attempt()));
    }

    /** What is to be done when the newest attempt has ended: which it was. */
    Optional<AttemptOutput> end() throws IOException {
        return writing(this::settle, Optional.empty());
    }

    private Optional<AttemptOutput> settle() throws IOException {
        Optional<AttemptOutput> newest = output.newest();
        if (newest.isPresent()) {
            keep(newest.get());
            tryTo(newest.get(), newest.get()::settle);
        }
        return newest;
    }

    /** Looks at the file of an attempt, and rotates it where it is too large; whether there is more to look at soon. */
    boolean look(AttemptOutput file) throws IOException {
        return writing(() -> keep(file), false);
    }

    private boolean keep(AttemptOutput file) throws IOException {
        AttemptOutput.Look found = file.look();
        if (found.end().offset() - file.begin().offset() > rotateAt) {
            tryTo(file, () -> {
                if (frees(file)) {
                    rotation.rotate(file, time.now().wall().toEpochMilli());
                }
            });
        }
        return found.changed() || hindered;
    }

    /** Removes what is too old or too much. */
    void limit() throws IOException {
        var _ = writing(
                () -> {
                    rotation.limit(time.now().wall().toEpochMilli());
                    return true;
                },
                false);
    }

    private <T> T writing(Callable<T> work, T otherwise) throws IOException {
        output.writing().lock();
        try {
            return output.isClosed() ? otherwise : work.call();
        } finally {
            output.writing().unlock();
        }
    }

    private boolean frees(AttemptOutput file) throws IOException {
        if (frees == null) {
            frees = FileHole.isPossibleIn(file.folder());
            if (!frees) {
                told.accept(
                        file.attempt(),
                        new Notice.LogWarning(
                                "its log grows without limit: the file system of %s can not free a part of a file; use one like ext4, XFS, Btrfs or tmpfs"
                                        .formatted(output.folder())));
            }
        }
        return frees;
    }

    private void tryTo(AttemptOutput file, Work work) throws IOException {
        if (time.now().sinceBoot().compareTo(notBefore) < 0) {
            return;
        }
        try {
            work.run();
            limit();
            hindered = false;
        } catch (IOException | LinkageError failure) {
            notBefore = time.now().sinceBoot().plus(AFTER_A_FAILURE);
            if (!hindered && !output.isClosed()) {
                told.accept(
                        file.attempt(),
                        new Notice.LogWarning(
                                "its log can not be rotated, and is tried again: " + failure.getMessage()));
            }
            hindered = true;
            // Where the disk is full, this makes room.
            limit();
        }
    }
}
