package tireless.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.model.Declaration;
import tireless.model.Workload;

class SpecFieldsTest {
    @Test
    void aWorkloadHasEveryFieldThatADifferenceNames() {
        Workload before = Workloads.of(2, "pulse");
        Workload after = Workloads.differentInEverything();
        Map<String, String> told = new TreeMap<>();
        SpecDifference.between(before, after)
                .forEach(field -> field.to().ifPresent(value -> told.put(field.path(), value)));

        assertThat(SpecDifference.fields(after)).isEqualTo(told);
        assertThat(SpecDifference.fields(before)).containsEntry("replicas", "2").containsEntry("run.command", "pulse");
    }

    @Test
    void aDeclarationHasItsValuesOnOneLineEach() {
        Map<String, String> fields =
                SpecDifference.fields(new Declaration(new TreeMap<>(Map.of("a.b", "plain", "c", "two\nlines"))));

        assertThat(fields).containsExactly(Map.entry("a.b", "plain"), Map.entry("c", "$'two\\nlines'"));
    }
}
