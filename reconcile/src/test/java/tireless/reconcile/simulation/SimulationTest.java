package tireless.reconcile.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tireless.reconcile.simulation.Tally.What;
import tireless.reconcile.simulation.Tally.Where;

/**
 * Ten thousand random fault schedules against the real reconciler. One seed alone: {@code bench/simulate --schedules 1 --seed N};
 * another ten thousand here: {@code -Dtireless.firstSeed=N}.
 */
class SimulationTest {
    private static final long FIRST = Long.getLong("tireless.firstSeed", 1);
    private static final long COUNT = 10_000;

    /** What is not wanted and does not run is not in a status, and here everybody knows what everything runs. */
    private static final Set<String> NEVER_SHOWN = Set.of("Stopped", "Pending");

    @Test
    void nothingIsDoubledAndEverythingDesiredComesTrueWhenFaultsEnd() {
        Tally tally = new Tally();
        assertThat(Simulate.run(FIRST, COUNT, tally)).isEmpty();
        assertThat(tally.faults())
                .allSatisfy((fault, times) -> assertThat(times).as(fault.text()).isPositive());
        assertThat(missing(tally)).isEmpty();
        assertThat(tally.causes())
                .allSatisfy((cause, times) -> assertThat(times).as(cause.text()).isPositive());
        assertThat(tally.phases()).allSatisfy((phase, times) -> {
            if (!NEVER_SHOWN.contains(phase)) {
                assertThat(times).as(phase).isPositive();
            }
        });
    }

    /** What these schedules must have tried: whatever can come to a replica, in each state in which it can come. */
    private static List<String> missing(Tally tally) {
        List<String> missing = new ArrayList<>();
        for (Where where : Where.values()) {
            for (What what : expected(where)) {
                if (tally.of(where, what) == 0) {
                    missing.add(where + " × " + what);
                }
            }
        }
        return missing;
    }

    private static Set<What> expected(Where where) {
        return switch (where) {
            case NONE ->
                EnumSet.of(
                        What.ADOPTED_ALIVE,
                        What.ADOPTED_DEAD_KNOWN,
                        What.ADOPTED_DEAD_UNSEEN,
                        What.ADOPTED_OF_ANOTHER_BOOT,
                        What.ADOPTED_UNDECIDED,
                        What.ADOPTED_HELD,
                        What.HALT,
                        What.FINISH_ROLLOUT);
            case VACANT ->
                EnumSet.of(
                        What.ENDED,
                        What.NOTIFIED,
                        What.NOTICED,
                        What.PROBED,
                        What.STALE,
                        What.START,
                        What.REMEMBER,
                        What.REMOVE,
                        What.FINISH);
            case STARTING ->
                EnumSet.of(
                        What.STARTED,
                        What.NOT_STARTED,
                        What.UNCLEAR,
                        What.ENDED,
                        What.NOTIFIED,
                        What.NOTICED,
                        What.STALE);
            case ALIVE ->
                EnumSet.of(
                        What.ENDED,
                        What.NOTIFIED,
                        What.NOTICED,
                        What.LISTENS,
                        What.PROBED,
                        What.STALE,
                        What.TERMINATE,
                        What.HOLD,
                        What.STALL,
                        What.PROBE,
                        What.PROBE_FAILED,
                        What.PROBE_RECOVERED,
                        What.UNHEALTHY,
                        What.READY,
                        What.UNREADY,
                        What.VIOLATION,
                        What.WARN);
            case STOPPING ->
                EnumSet.of(What.ENDED, What.NOTIFIED, What.NOTICED, What.LISTENS, What.PROBED, What.STALE, What.KILL);
            case ENDING ->
                EnumSet.of(
                        What.DEAD,
                        What.LIVES,
                        What.UNDECIDED,
                        What.ENDED,
                        What.NOTIFIED,
                        What.NOTICED,
                        What.LISTENS,
                        What.PROBED,
                        What.STALE,
                        What.SETTLE);
        };
    }

    @Test
    void inAMonthOfDailyChangesNothingGrows() {
        new FaultSchedule(FIRST, new Tally(), false).runForAMonth();
    }
}
