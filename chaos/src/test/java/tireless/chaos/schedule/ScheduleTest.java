package tireless.chaos.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Population population = Population.of(8);

    @Test
    void aSeedGivesTheSameScheduleAgain() {
        assertThat(Schedule.of(7, population, MINUTE)).isEqualTo(Schedule.of(7, population, MINUTE));
        assertThat(Schedule.of(7, population, MINUTE)).isNotEqualTo(Schedule.of(8, population, MINUTE));
    }

    @Test
    void eachKindOfFaultComesAmongTheFirst() {
        assertThat(Schedule.of(7, population, MINUTE).faults().stream()
                        .limit(28)
                        .map(step -> step.action().kind())
                        .collect(Collectors.toSet()))
                .contains(
                        "kill -9 server, idle",
                        "kill -9 server, during apply",
                        "kill -9 server, during scale",
                        "kill -9 server, during pause",
                        "kill -9 server, during resume",
                        "kill -9 server, during restart",
                        "kill -9 server, during delete",
                        "kill -9 server, and again while it adopts",
                        "kill -9 server, while a log is rotated",
                        "kill -9 guard",
                        "kill -9 server and guard",
                        "SIGSTOP server",
                        "SIGTERM server",
                        "kill -9 keeper",
                        "kill -9 keeper and worker",
                        "kill -9 worker",
                        "kill -9 worker with daemons",
                        "kill -9 child of a worker",
                        "kill -9 grandchild of a worker",
                        "SIGSTOP worker",
                        "SIGSTOP keeper",
                        "SIGSTOP keeper, kill -9 worker",
                        "disk full");
    }

    @Test
    void aPopulationHasSoManyWorkersAndEachVariant() {
        for (int workers = Population.LEAST; workers < 100; workers++) {
            Population some = Population.of(workers);
            assertThat(some.workers()).isEqualTo(workers);
            assertThat(some.crews()).extracting(Crew::variant).contains(Variant.values());
            assertThat(some.crews()).extracting(Crew::name).doesNotHaveDuplicates();
        }
        assertThatThrownBy(() -> Population.of(4)).hasMessageContaining("at least 5");
    }
}
