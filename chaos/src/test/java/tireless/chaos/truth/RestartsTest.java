package tireless.chaos.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tireless.chaos.schedule.Order;

class RestartsTest {
    private static Birth birth(String uid, int attempt, long pid, int second, int round) {
        return new Birth(uid + ".plain-0." + attempt, pid, Duration.ofSeconds(second), round);
    }

    private static Cause killed(long pid, int second) {
        return new Cause.Killed("kill", pid, Duration.ofSeconds(second));
    }

    private static Cause ordered(Order order, int second) {
        return new Cause.Ordered(order, Duration.ofSeconds(second), Duration.ofSeconds(second + 1));
    }

    @Test
    void aStartIsReadAsTheWorkerWroteIt() {
        Birth birth = Birth.parse("4f-1.plain-12.3 4711 99.07 5").orElseThrow();
        assertThat(birth).isEqualTo(new Birth("4f-1.plain-12.3", 4711, Duration.ofMillis(99_070), 5));
        assertThat(birth.uid()).isEqualTo("4f-1");
        assertThat(birth.slot()).isEqualTo("plain-12");
        assertThat(birth.crew()).isEqualTo("plain");
        assertThat(birth.attempt()).isEqualTo(3);
        assertThat(Birth.parse("4f-1.plain-12.3 4711")).isEmpty();
    }

    @Test
    void theFirstStartNeedsNoCause() {
        Restarts restarts = Restarts.explain(List.of(birth("u", 1, 10, 1, 0)), List.of());
        assertThat(restarts.unexplained()).isEmpty();
        assertThat(restarts.byCause()).isEmpty();
    }

    @Test
    void aRestartThatNothingWasDoneForIsFound() {
        List<Birth> births = List.of(birth("u", 1, 10, 1, 0), birth("u", 2, 11, 5, 0));
        assertThat(Restarts.explain(births, List.of()).unexplained()).hasSize(1);
        assertThat(Restarts.explain(births, List.of(killed(99, 4))).unexplained())
                .as("another process was killed")
                .hasSize(1);
        assertThat(Restarts.explain(births, List.of(killed(10, 6))).unexplained())
                .as("it was killed later")
                .hasSize(1);
        assertThat(Restarts.explain(births, List.of(ordered(new Order.Apply("plain", 7), 4)))
                        .unexplained())
                .as("what was applied is not what it runs")
                .hasSize(1);
        assertThat(Restarts.explain(births, List.of(ordered(new Order.Restart("deaf"), 4)))
                        .unexplained())
                .as("another one was restarted")
                .hasSize(1);
    }

    @Test
    void aKillExplainsOneRestartAndItsTimeIsTaken() {
        List<Birth> births = List.of(birth("u", 1, 10, 1, 0), birth("u", 2, 11, 5, 0), birth("u", 3, 12, 6, 0));
        Restarts restarts = Restarts.explain(births, List.of(killed(10, 4)));
        assertThat(restarts.byCause()).isEqualTo(Map.of("kill", 1));
        assertThat(restarts.afterKill()).containsExactly(Duration.ofSeconds(1));
        assertThat(restarts.unexplained())
                .singleElement()
                .asString()
                .contains("u.plain-0.3 after u.plain-0.2, at 6.00 s");
    }

    @Test
    void commandsExplainWhatTheyMean() {
        List<Birth> births = List.of(
                birth("u", 1, 10, 1, 0), birth("u", 2, 11, 5, 7), birth("u", 3, 12, 8, 7), birth("v", 1, 13, 12, 7));
        Restarts restarts = Restarts.explain(
                births,
                List.of(
                        ordered(new Order.Apply("plain", 7), 4),
                        ordered(new Order.Restart("plain"), 7),
                        ordered(new Order.Delete("plain"), 10)));
        assertThat(restarts.unexplained()).isEmpty();
        assertThat(restarts.byCause()).isEqualTo(Map.of("apply", 1, "restart", 1, "delete", 1));
    }

    @Test
    void oneCommandExplainsOneRestartOfEachSlot() {
        List<Birth> births = List.of(
                birth("u", 1, 10, 1, 0),
                birth("u", 2, 11, 5, 0),
                birth("u", 3, 12, 9, 0),
                new Birth("u.plain-1.1", 20, Duration.ofSeconds(1), 0),
                new Birth("u.plain-1.2", 21, Duration.ofSeconds(5), 0));
        Restarts restarts = Restarts.explain(births, List.of(ordered(new Order.Restart("plain"), 4)));
        assertThat(restarts.byCause()).isEqualTo(Map.of("restart", 2));
        assertThat(restarts.unexplained()).hasSize(1);
    }
}
