package tireless.manifest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tireless.manifest.problem.Problems;
import tireless.manifest.yaml.Mapping;
import tireless.model.Location;

class FieldsTest {
    private static final Attribute<OptionalInt> COUNT = Attribute.wholeNumber("count", 0);
    private static final Attribute<Optional<String>> NAME =
            Attribute.text("name").required("name it");

    private final Problems problems = new Problems();
    private final Fields fields = new Fields(
            new Mapping(List.of(), new Location("w.yaml", 1, 1)),
            Attributes.of("thing", NAME),
            new Reading(problems, false));

    @Test
    void whatIsNotDeclaredCanNotBeRead() {
        assertThat(fields.read(NAME)).isEmpty();
        assertThatThrownBy(() -> fields.read(COUNT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`count` is not declared for thing");
    }

    @Test
    void whatIsDeclaredAsRequiredIsMissedWithItsHint() {
        fields.checkRequired();
        assertThat(problems.inOrder()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo("`name` is missing");
            assertThat(problem.hint()).contains("name it");
        });
    }
}
