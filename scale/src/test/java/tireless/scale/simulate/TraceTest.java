package tireless.scale.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.scale.simulate.Trace.Parsed;
import tireless.scale.simulate.Trace.Step;

class TraceTest {
    private static Trace good(String text) {
        assertThat(Trace.parse(text)).isInstanceOf(Parsed.Good.class);
        return ((Parsed.Good) Trace.parse(text)).trace();
    }

    @Test
    void arrivalsLastUntilTheNextLineAndTheLastOnesAsLongAsThoseBefore() {
        Trace trace = good("""
                seconds,arrivals
                # a quiet morning
                100,5

                110,20.5
                130,0
                """);

        assertThat(trace.steps()).containsExactly(new Step(0, 10, 5), new Step(10, 30, 20.5), new Step(30, 50, 0));
        assertThat(trace.seconds()).isEqualTo(50);
        assertThat(trace.mostPerSecond()).hasValue(1.025);
    }

    @Test
    void theGrowthOfABacklogCountsAsArrivals() {
        Trace trace = good("seconds, backlog\r\n0,10\r\n10,50\r\n20,30\r\n30,35\r\n");

        assertThat(trace.steps().stream().map(Step::arrivals)).containsExactly(10.0, 40.0, 0.0, 5.0);
    }

    @Test
    void aFileOfASpreadsheetBeginsWithAMarkThatIsNoPartOfIt() {
        Trace trace = good("\uFEFFseconds,arrivals\r\n0,1\r\n10,2\r\n");

        assertThat(trace.steps()).hasSize(2);
    }

    @Test
    void itsItemsAreAsManyAndInOrder() {
        Items items = good("seconds,arrivals\n0,0.5\n1,0.5\n2,1000\n3,0\n")
                .items(new ServiceTimes.Constant(0.1), new SplittableRandom(1));

        assertThat(items.items()).hasSize(1_001);
        assertThat(items.items().stream().map(Items.Item::arrival)).isSorted();
        assertThat(items.work()).isCloseTo(100.1, Offset.offset(1e-6));
    }

    @Test
    void furtherColumnsAreWhatTriggersMeasuredUntilTheNextLine() {
        Trace trace = good("seconds,arrivals,latency,day\n100,0,0.5,1\n110,5,,1\n120,5,0.25,0\n");

        assertThat(trace.steps()).extracting(Step::arrivals).containsExactly(0.0, 5.0, 5.0);
        assertThat(trace.triggers()).containsOnlyKeys("latency", "day");
        assertThat(trace.measured("latency", 0)).hasValue(0.5);
        assertThat(trace.measured("latency", 9.9)).hasValue(0.5);
        assertThat(trace.measured("latency", 10)).as("it could not be read").isEmpty();
        assertThat(trace.measured("latency", 20)).hasValue(0.25);
        assertThat(trace.measured("day", 5_000)).as("after the end").hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                    | 1 | the first line is ``, and neither",
                "time,arrivals                         | 1 | the first line is `time,arrivals`, and neither",
                "seconds,arrivals                      | 0 | fewer than two lines of numbers",
                "seconds,arrivals/0,1                  | 0 | fewer than two lines of numbers",
                "seconds,arrivals/0,1/1,2/1,3          | 4 | second 1 does not come after 1",
                "seconds,arrivals/5,1/3,2/4,3          | 3 | second 3 does not come after 5",
                "seconds,backlog/0,-5/1,2              | 2 | `-5` is no number of zero or more",
                "seconds,arrivals/0,1/2                | 3 | `2` are not two numbers",
                "seconds,arrivals/0,1/2,3,4            | 3 | `2,3,4` are not two numbers",
                "seconds,arrivals/0,NaN/1,2            | 2 | `NaN` is no number of zero or more",
                "seconds,arrivals/0,-1/1,2             | 2 | `-1` is no number of zero or more",
                "seconds,arrivals/0,1e9/1,2            | 2 | `1e9` is no number of zero or more",
                "seconds,arrivals,a/0,1,2/1,2          | 3 | `1,2` has not 3 columns",
                "seconds,arrivals,a/0,1,x/1,2,3        | 2 | `x` is no number of zero or more",
                "seconds,arrivals,a,a/0,1,2,3/1,2,3,4  | 1 | each column behind the second",
                "seconds,arrivals,/0,1,2/1,2,3         | 1 | each column behind the second",
                "seconds,arrivals/0,99999999/1,2       | 0 | 100,000,001 items are more than 10,000,000",
            })
    void whatIsNoTraceIsToldWithItsLine(String text, int line, String message) {
        assertThat(Trace.parse(text.replace('/', '\n')))
                .asInstanceOf(type(Parsed.Bad.class))
                .extracting(bad -> bad.mistakes().getFirst())
                .satisfies(mistake -> {
                    assertThat(mistake.line()).isEqualTo(line);
                    assertThat(mistake.message()).contains(message);
                });
    }

    @Test
    void allMistakesAreToldButNotThousandsOfThem() {
        String text = "seconds,arrivals\n" + "x,y\n".repeat(10_000);

        assertThat(((Parsed.Bad) Trace.parse(text)).mistakes())
                .hasSize(20)
                .extracting(Trace.Mistake::line)
                .startsWith(2, 2, 3);
        assertThat(List.of(Trace.parse("seconds,arrivals\n" + "\n".repeat(Trace.MOST_LINES))))
                .allSatisfy(parsed -> assertThat(parsed).isInstanceOf(Parsed.Bad.class));
    }
}
