package tireless.runtime.process.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import tireless.linux.EventLoop;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.SlotId;
import tireless.model.TimeSource;
import tireless.runtime.Notice;
import tireless.runtime.SlotLog;

/** The output of all replicas: kept within its limits, and handed over as lines. Safe for use by many threads. */
public final class ReplicaLogs implements AutoCloseable {
    private final Function<SlotId, Path> folders;
    private final BootId boot;
    private final ZstdLibrary zstd;
    private final Predicate<AttemptId> over;
    private final BiConsumer<AttemptId, Notice> told;
    private final LogNews news;
    private final LogFollowers followers = new LogFollowers();
    private final Rotation rotation;
    private final Map<SlotId, SlotOutput> outputs = new ConcurrentHashMap<>();

    /**
     * @param folders where each slot has the folders of its attempts, which are named by their numbers and have a file {@code log}
     * @param over whether an attempt is known to write no more
     * @param told hears what is noticed; returns at once
     */
    public ReplicaLogs(
            Function<SlotId, Path> folders,
            TimeSource time,
            LogSettings settings,
            EventLoop loop,
            Predicate<AttemptId> over,
            BiConsumer<AttemptId, Notice> told)
            throws IOException {
        this(folders, time, settings, loop, over, told, _ -> {});
    }

    /** @param steps hears of each step of a rotation when it is done */
    ReplicaLogs(
            Function<SlotId, Path> folders,
            TimeSource time,
            LogSettings settings,
            EventLoop loop,
            Predicate<AttemptId> over,
            BiConsumer<AttemptId, Notice> told,
            Consumer<RotationStep> steps)
            throws IOException {
        this.folders = folders;
        this.boot = time.now().boot();
        this.zstd = new ZstdLibrary(settings.libraries());
        this.over = over;
        this.told = told;
        this.news = new LogNews(loop);
        try {
            this.rotation = new Rotation(
                    time,
                    loop,
                    output -> new SlotCare(
                            output,
                            new SlotRotation(output, settings.limits(), zstd, steps),
                            time,
                            settings.limits().rotateAt(),
                            over,
                            told));
        } catch (IOException | RuntimeException | Error failure) {
            news.close();
            throw failure;
        }
    }

    private SlotOutput output(SlotId slot) {
        return outputs.computeIfAbsent(slot, this::open);
    }

    private SlotOutput open(SlotId slot) {
        return new SlotOutput(
                slot,
                folders.apply(slot),
                boot,
                (attempt, lost) -> told.accept(attempt, new Notice.LogTruncated(lost)));
    }

    /** What the slot's attempts wrote. */
    public SlotLog log(SlotId slot) {
        return new SlotLines(new ReadAccess(output(slot), zstd, news, over), followers);
    }

    /** An attempt has begun, or was found; those that are too old may be removed from now on. */
    public void began(SlotId slot) {
        SlotOutput output = output(slot);
        output.changed();
        followers.wake(slot);
        rotation.began(output);
    }

    /** The newest attempt is known to write no more. */
    public void ended(SlotId slot) {
        followers.wake(slot);
        rotation.ended(output(slot));
    }

    /** Lets go of a slot's files, which are about to be removed; what is being written in its folder is given up. */
    public void remove(SlotId slot) {
        SlotOutput output = outputs.remove(slot);
        if (output != null) {
            output.close();
            rotation.removed(output);
        }
    }

    /** Lets go of everything; a segment that is being written is given up, and made again by whoever opens these next. */
    @Override
    public void close() {
        followers.close();
        outputs.values().forEach(SlotOutput::close);
        rotation.close();
        news.close();
    }
}
