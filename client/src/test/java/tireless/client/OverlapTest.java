package tireless.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverlapTest {
    private final Overlap overlap = new Overlap();

    private List<String> shown(String... lines) {
        List<String> fresh = new ArrayList<>();
        for (String line : lines) {
            Overlap.Verdict verdict = overlap.next(line);
            if (verdict.gap()) {
                fresh.add("(gap)");
            }
            fresh.addAll(verdict.fresh());
        }
        return fresh;
    }

    @Test
    void aFirstStreamIsNewAsAWhole() {
        overlap.begin();
        assertThat(shown("a", "b")).containsExactly("a", "b");
    }

    @Test
    void aStreamThatBeginsWithTheSameLinesShowsWhatFollowsThem() {
        shown("a", "b", "c");
        overlap.begin();
        assertThat(shown("a", "b", "c", "d", "a")).containsExactly("d", "a");
    }

    @Test
    void aStreamThatGoesBackLessFarDoesToo() {
        shown("a", "b", "c");
        overlap.begin();
        assertThat(shown("b", "c", "d")).containsExactly("d");
    }

    @Test
    void aStreamThatDoesNotReachBackIsNewAndHasAGap() {
        shown("a", "b", "c");
        overlap.begin();
        assertThat(shown("x", "y")).containsExactly("(gap)", "x", "y");
    }

    @Test
    void linesThatLookedOldAndWereNotAreNotLost() {
        shown("start", "a", "b");
        overlap.begin();
        assertThat(shown("start", "a", "other")).containsExactly("(gap)", "start", "a", "other");
    }

    @Test
    void theSameLineAgainAndAgainEndsSomewhere() {
        shown("tick", "tick", "tick");
        overlap.begin();
        assertThat(shown("tick", "tick", "tick", "tick")).containsExactly("tick");
    }

    @Test
    void onlyTheLastLinesAreRemembered() {
        String[] many =
                IntStream.range(0, 3 * Overlap.LINES).mapToObj(String::valueOf).toArray(String[]::new);
        shown(many);
        overlap.begin();
        String[] last = IntStream.range(2 * Overlap.LINES, 3 * Overlap.LINES + 1)
                .mapToObj(String::valueOf)
                .toArray(String[]::new);
        assertThat(shown(last)).containsExactly(String.valueOf(3 * Overlap.LINES));
    }
}
