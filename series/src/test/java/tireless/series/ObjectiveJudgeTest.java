package tireless.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tireless.model.objective.Objective;
import tireless.model.objective.Objectives;
import tireless.series.Judgement.Look;
import tireless.series.Judgement.Memory;
import tireless.series.Judgement.Turn;

/** When an objective counts as missed, and when as met again. */
class ObjectiveJudgeTest {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

    private Objectives objectives = new Objectives(Map.of(Objective.MIN, 10.0), WINDOW);
    private Memory memory = Memory.of(Set.of(), 1);
    private int second = 1_000;
    private boolean running = true;
    private int revision = 1;
    private final List<Turn> turns = new ArrayList<>();

    @Test
    void aRateBelowTheLeastIsMissedAfterAWholeWindowAndSaidOnce() {
        work(58, 3);
        assertThat(turns).isEmpty();

        work(600, 3);

        assertThat(turns).containsExactly(new Turn(Objective.MIN, true, 3));
    }

    @Test
    void itIsMetAgainWhenTheAverageHasMetItForAWholeWindow() {
        work(120, 3);
        turns.clear();
        // The average of the last minute passes 10 after some 30 s.
        work(80, 17);
        assertThat(turns).isEmpty();

        work(40, 17);

        assertThat(turns).containsExactly(new Turn(Objective.MIN, false, 17));
    }

    @Test
    void aRateAroundTheLimitTurnsNoMoreThanOnceAWindow() {
        for (int i = 0; i < 200; i++) {
            work(3, 9);
            work(3, 11.5);
        }
        work(1_200, 9);
        work(1_200, 11);

        assertThat(turns).extracting(Turn::missed).containsExactly(true, false);
    }

    @Test
    void aMomentOfSilenceIsNothing() {
        work(120, 20);
        work(20, 0);
        work(120, 20);

        assertThat(turns).isEmpty();
    }

    @Test
    void looksThatComeLateAreStillLooks() {
        work(120, 3);
        turns.clear();
        for (int i = 0; i < 100; i++) {
            work(1, 17);
            second += 6;
        }

        assertThat(turns).extracting(Turn::missed).containsExactly(false);
    }

    @Test
    void whatIsUnknownIsNeitherMissedNorMet() {
        look(600, UNKNOWN, UNKNOWN, UNKNOWN);
        assertThat(turns).isEmpty();
        assertThat(memory.values()).isEmpty();

        work(120, 3);
        turns.clear();
        look(600, UNKNOWN, UNKNOWN, UNKNOWN);

        assertThat(turns).isEmpty();
        assertThat(memory.missed()).containsExactly(Objective.MIN);
        assertThat(memory.values()).isEmpty();
    }

    @Test
    void whatDoesNotRunIsNotJudgedAndBeginsWithAWholeWindow() {
        running = false;
        work(600, 0);
        assertThat(turns).isEmpty();

        running = true;
        work(58, 0);
        assertThat(turns).isEmpty();
        work(10, 0);
        assertThat(turns).hasSize(1);
    }

    @Test
    void anotherRevisionBeginsAnew() {
        work(50, 0);
        revision = 2;
        work(50, 0);

        assertThat(turns).isEmpty();
    }

    @Test
    void theErrorRateIsAPartOfAllItemsAndUnknownWhereNothingIsDone() {
        objectives = new Objectives(Map.of(Objective.MAX_ERROR_RATE, 0.05), WINDOW);
        look(120, known(0), known(0), UNKNOWN);
        assertThat(memory.values()).isEmpty();

        look(120, known(90), known(10), UNKNOWN);

        assertThat(turns).singleElement().satisfies(turn -> {
            assertThat(turn.missed()).isTrue();
            assertThat(turn.value()).isCloseTo(0.1, offset(1e-9));
        });
    }

    @Test
    void errorsThatNobodyCountsAreUnknown() {
        objectives = new Objectives(Map.of(Objective.MAX_ERROR_RATE, 0.05), WINDOW);
        look(120, known(90), UNKNOWN, UNKNOWN);

        assertThat(turns).isEmpty();
        assertThat(memory.values()).isEmpty();
    }

    @Test
    void theLagIsTheTimeInWhichWhatWaitsIsWorkedOff() {
        objectives = new Objectives(Map.of(Objective.MAX_LAG, 60.0), WINDOW);
        look(120, known(0), UNKNOWN, known(0));
        assertThat(memory.values()).containsEntry(Objective.MAX_LAG, 0.0);

        look(120, known(10), UNKNOWN, known(1_200));

        assertThat(turns).singleElement().extracting(Turn::missed).isEqualTo(true);
        assertThat(memory.values()).containsEntry(Objective.MAX_LAG, 120.0);
    }

    @Test
    void whatWaitsWhileNothingIsDoneWaitsWithoutEnd() {
        objectives = new Objectives(Map.of(Objective.MAX_LAG, 60.0), WINDOW);
        look(120, known(0), UNKNOWN, known(3));

        assertThat(turns).containsExactly(new Turn(Objective.MAX_LAG, true, Double.POSITIVE_INFINITY));
    }

    @Test
    void whatIsNotExpectedAnyMoreIsNotMissed() {
        work(120, 3);
        objectives = new Objectives(Map.of(Objective.MAX_LAG, 60.0), WINDOW);
        work(1, 3);

        assertThat(memory.missed()).isEmpty();
    }

    @Test
    void aLongWindowTakesNoMoreRoomThanAShortOne() {
        objectives = new Objectives(Map.of(Objective.MIN, 10.0), Duration.ofHours(1));
        work(8_000, 3);

        assertThat(memory.seconds()).hasSizeLessThan(130);
        assertThat(turns).containsExactly(new Turn(Objective.MIN, true, 3));
    }

    private void work(int seconds, double perSecond) {
        look(seconds, known(perSecond), UNKNOWN, UNKNOWN);
    }

    private void look(int seconds, OptionalDouble perSecond, OptionalDouble errors, OptionalDouble backlog) {
        for (int i = 0; i < seconds; i++) {
            Judgement judgement = ObjectiveJudge.judge(
                    objectives,
                    memory,
                    new Look(Duration.ofSeconds(second), perSecond, errors, backlog),
                    running,
                    revision);
            second++;
            memory = judgement.memory();
            turns.addAll(judgement.turns());
        }
    }

    private static OptionalDouble known(double value) {
        return OptionalDouble.of(value);
    }
}
