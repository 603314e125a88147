package tireless.kubernetes.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tireless.engine.LogQuery;
import tireless.model.TirelessException;
import tireless.testing.ManualTime;

class PodLogsTest {
    @Test
    void whatNoClientCanBeOpenedForIsToldAsUnreadable() {
        Lanes lanes = new Lanes(() -> {
            throw TirelessException.failed("there is no token");
        });
        List<String> told = new ArrayList<>();
        try (PodLogs logs = new PodLogs(lanes, Runnable::run, new ManualTime(), LogQuery.last(5), _ -> {}, () -> {})) {
            logs.see(List.of(
                    new LogSource("pod-1", "public", "pulse-0", "main", "pulse-0", 0, LogSource.State.RUNNING)));
            logs.whenFailed(failure -> told.add(failure.getCause().getMessage()));
        }
        assertThat(told).containsExactly("the output of public/pulse-0 can not be read: there is no token");
    }
}
