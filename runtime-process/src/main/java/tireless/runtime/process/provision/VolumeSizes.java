package tireless.runtime.process.provision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tireless.model.VolumeHolding;

/** Finds out how much volumes hold, for people who ask: no longer than a moment, and on threads of its own. Safe for use by many threads. */
final class VolumeSizes implements AutoCloseable {
    /** Two, so that a disk that hangs does not hide what is on the others. */
    private static final int THREADS = 2;

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Duration limit;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("volume size ", 0).daemon().factory());

    /** @param limit how long one look may take */
    VolumeSizes(Duration limit) {
        this.limit = limit;
        threads.allowCoreThreadTimeOut(true);
    }

    /** What these folders hold together, as far as it was counted in the time that there is. */
    VolumeHolding of(List<Path> folders) {
        List<FolderSize> sizes = folders.stream().map(FolderSize::new).toList();
        boolean complete = count(sizes);
        return new VolumeHolding(
                folders, sizes.stream().mapToLong(FolderSize::bytes).sum(), complete);
    }

    private boolean count(List<FolderSize> sizes) {
        Future<Boolean> all =
                threads.submit(() -> sizes.stream().map(FolderSize::count).reduce(true, Boolean::logicalAnd));
        try {
            return all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            sizes.forEach(FolderSize::giveUp);
            return false;
        } catch (InterruptedException closing) {
            sizes.forEach(FolderSize::giveUp);
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException defect) {
            throw new IllegalStateException("a volume can not be looked at", defect.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
