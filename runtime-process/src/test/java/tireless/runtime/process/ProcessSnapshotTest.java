package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tireless.linux.ProcessStat;
import tireless.model.BootId;

/** Who belongs to an attempt where no control group says so. */
class ProcessSnapshotTest {
    /** No process of a real machine has a number beyond this. */
    private static final long BEYOND = 1L << 22;

    private static final ProcessIdentity KEEPER = new ProcessIdentity(BEYOND + 1, 100, new BootId("boot"));

    private static ProcessStat process(long pid, long session, long startTicks) {
        return new ProcessStat(pid, 'S', session, session, 0, new ProcessStat.Used(0, 0), startTicks, 0);
    }

    private static List<Long> members(ProcessStat... processes) {
        return new ProcessSnapshot(List.of(processes))
                .members(KEEPER, "token").stream().map(ProcessStat::pid).toList();
    }

    @Test
    void thoseOfItsSessionUnlessTheyAreOlder() {
        long session = KEEPER.pid();
        assertThat(members(
                        process(BEYOND + 1, session, 100),
                        process(BEYOND + 2, session, 101),
                        process(BEYOND + 3, session, 99),
                        process(BEYOND + 4, BEYOND + 4, 101)))
                .containsExactly(BEYOND + 1, BEYOND + 2);
        assertThat(members(process(BEYOND + 2, session, 101))).containsExactly(BEYOND + 2);
    }

    @Test
    void nobodyOfASessionThatAnotherProcessMadeWithTheSameNumber() {
        long session = KEEPER.pid();
        assertThat(members(process(BEYOND + 1, session, 5000), process(BEYOND + 2, session, 5001)))
                .isEmpty();
    }
}
