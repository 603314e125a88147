package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts of which some can not be closed in order. */
class ClosingTest {
    private final List<String> closed = new ArrayList<>();

    private Runnable part(String name) {
        return () -> closed.add(name);
    }

    private Runnable broken(String name) {
        return () -> {
            closed.add(name);
            throw new IllegalStateException(name + " is broken");
        };
    }

    @Test
    void whatFollowsABrokenOneIsClosedAsWell() {
        assertThatThrownBy(() -> Closing.all(part("one"), broken("two"), part("three"), broken("four"), part("five")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("two is broken")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessage("four is broken")));
        assertThat(closed).containsExactly("one", "two", "three", "four", "five");
    }

    @Test
    void anErrorStaysOne() {
        assertThatThrownBy(() -> Closing.all(
                        () -> {
                            throw new AssertionError("wrong");
                        },
                        part("two")))
                .isInstanceOf(AssertionError.class);
        assertThat(closed).containsExactly("two");
    }
}
