package tireless.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every template of the examples gives what Go gives, or fails where Go fails. */
class ExamplesTest {
    @ParameterizedTest
    @ValueSource(strings = {"syntax", "builtins", "strings", "collections", "values", "stacks", "random", "texts"})
    void templatesGiveWhatGoGives(String topic) {
        assertThat(Example.of(topic))
                .isNotEmpty()
                .allSatisfy(example -> assertThat(example.actual())
                        .as("%s: %s", example.place(), example.template())
                        .isEqualTo(example.expected()));
    }

    @Test
    void examplesAreManyAndSomeFail() {
        assertThat(all().count()).isGreaterThanOrEqualTo(300);
        assertThat(all().filter(example -> example.expected().equals("fails: PARSING"))
                        .count())
                .isGreaterThanOrEqualTo(50);
        assertThat(all().filter(example -> example.expected().equals("fails: RENDERING"))
                        .count())
                .isGreaterThanOrEqualTo(50);
    }

    private static Stream<Example> all() {
        return Stream.of("syntax", "builtins", "strings", "collections", "values", "stacks", "random", "texts")
                .flatMap(Example::of);
    }
}
