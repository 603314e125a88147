package tireless.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tireless.model.Findings;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.SelfReport;
import tireless.model.SlotId;
import tireless.model.Throughput;
import tireless.model.Uid;

class SummaryTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "eater");

    private static String line(Throughput... said) {
        List<ReplicaStatus> replicas = IntStream.range(0, said.length)
                .mapToObj(ordinal -> new ReplicaStatus(
                        new SlotId(KEY, ordinal),
                        1,
                        1,
                        new Phase.Running(42, Duration.ZERO, true),
                        0,
                        Optional.empty(),
                        new SelfReport(said[ordinal], ""),
                        Findings.NONE))
                .toList();
        return Summary.line(new ResourceStatus(KEY, new Uid("uid"), 1, Power.ON, said.length, replicas, ""));
    }

    private static Throughput says(long processed, OptionalLong backlog) {
        return new Throughput(
                OptionalDouble.of(0.5), OptionalLong.of(processed), OptionalLong.of(1), backlog, OptionalLong.empty());
    }

    private static Throughput says(long processed, long backlog) {
        return says(processed, OptionalLong.of(backlog));
    }

    @Test
    void oneReplicaIsShownAsItSays() {
        assertThat(line(says(60, 3)))
                .isEqualTo("eater: 1 of 1 ready, 0.5 per second, 60 processed, 1 error, 3 waiting");
    }

    /** Three replicas on a queue of a thousand items look at it one after the other. */
    @Test
    void aQueueThatReplicasShareIsNotCountedSeveralTimes() {
        assertThat(line(says(10, 401), says(11, 400), says(9, 402)))
                .isEqualTo("eater: 3 of 3 ready, 1.5 per second, 30 processed, 3 errors, at least 402 waiting");
    }

    @Test
    void whereEveryReplicaSeesNothingWaitingNothingWaits() {
        assertThat(line(says(10, 0), says(11, 0))).endsWith(", 0 waiting");
    }

    @Test
    void whatNoReplicaKnowsIsNotShown() {
        assertThat(line(says(10, OptionalLong.empty()), Throughput.UNKNOWN)).endsWith(", 1 error");
    }
}
