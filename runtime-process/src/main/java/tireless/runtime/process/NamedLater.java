package tireless.runtime.process;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tireless.model.AttemptId;
import tireless.model.SlotId;
import tireless.runtime.Notice;
import tireless.runtime.RuntimeListener;
import tireless.throughput.Notification;

/** A listener that is named after those who tell it were made; what is told before is heard by nobody. */
final class NamedLater implements RuntimeListener {
    private volatile @Nullable RuntimeListener listener;

    void name(RuntimeListener named) {
        listener = named;
    }

    @Override
    public void notified(SlotId slot, Notification notification) {
        tell(told -> told.notified(slot, notification));
    }

    @Override
    public void ended(AttemptId attempt) {
        tell(told -> told.ended(attempt));
    }

    @Override
    public void noticed(AttemptId attempt, Notice notice) {
        tell(told -> told.noticed(attempt, notice));
    }

    private void tell(Consumer<RuntimeListener> news) {
        RuntimeListener told = listener;
        if (told != null) {
            news.accept(told);
        }
    }
}
