package tireless.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TirelessException;
import tireless.plan.Plan;
import tireless.store.EventQuery;

class DeclarationUsersTest {
    private static final String STACK = """
            name: greeter
            version: v1alpha
            type: stack
            stack:
              name: greet
              version: "1.0"
              reconciler: stackManager
              command: [/bin/sh, /etc/dataos/config/greet.sh]
              workerConfig:
                configFileTemplate: |
                  greet.sh: echo hello {{ .ApplicationSpec.StackSpec.name }}
            """;

    private final IntakeDesk desk = new IntakeDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private static String worker(String name, String stack) {
        return """
                name: %s
                version: v1beta
                type: worker
                worker:
                  stack: %s
                  stackSpec:
                    name: ${WHO}
                """.formatted(name, stack);
    }

    private String greeting(String worker) {
        return config(worker, "greet.sh");
    }

    private String config(String worker, String name) {
        return desk.store
                .desired(ResourceKey.worker("public", worker))
                .orElseThrow()
                .revision()
                .workload()
                .run()
                .provisions()
                .configs()
                .get(name)
                .text()
                .orElseThrow();
    }

    @Test
    void aStackThatIsStoredIsUsedByWhatComesLater() {
        desk.apply(Map.of(), STACK);
        desk.apply(Map.of("WHO", "Ada"), worker("one", "greet:1.0"));
        assertThat(greeting("one")).isEqualTo("echo hello Ada");
    }

    @Test
    void aStackThatIsEditedGivesExactlyItsUsersANewRevision() {
        desk.apply(Map.of("WHO", "Ada"), STACK, worker("one", "greet:1.0"), worker("two", "greet"));
        desk.apply(Map.of(), ControlDesk.worker("other", "sleep 1"));
        Plan plan = desk.apply(Map.of(), STACK.replace("hello", "good day"));
        assertThat(ControlDesk.shown(plan))
                .containsExactlyInAnyOrder("Roll stack -/greeter", "Roll worker public/one", "Roll worker public/two");
        assertThat(greeting("one")).isEqualTo("echo good day Ada");
    }

    /** What an editor has not applied yet, nobody else applies for them. */
    @Test
    void itsOwnFilesStayAsTheyWereWhenItWasApplied(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.txt"), "applied");
        String own = worker("one", "greet:1.0") + "  configs: {own: %s}\n".formatted(file);
        desk.apply(Map.of("WHO", "Ada"), STACK, own);
        for (String edit : List.of("edited", "")) {
            if (edit.isEmpty()) {
                Files.delete(file);
            } else {
                Files.writeString(file, edit);
            }
            desk.apply(Map.of(), STACK.replace("hello", "hello " + edit + "!"));
            assertThat(config("one", "own")).isEqualTo("applied");
            assertThat(greeting("one")).isEqualTo("echo hello %s! Ada".formatted(edit));
        }
    }

    @Test
    void whereTheResultIsTheSameNothingRolls() {
        desk.apply(Map.of("WHO", "Ada"), STACK, worker("one", "greet:1.0"));
        Plan plan = desk.apply(Map.of(), STACK.replace("type: stack", "type: stack\ndescription: it greets"));
        assertThat(ControlDesk.shown(plan)).containsExactly("Reword stack -/greeter");
    }

    @Test
    void aUserThatCanNotBeMadeAnewStaysAsItIsWithAWarning() {
        desk.apply(Map.of("WHO", "Ada"), STACK, worker("one", "greet:1.0"));
        Intake.Reading reading =
                desk.read(Map.of(), STACK.replace("{{ .ApplicationSpec.StackSpec.name }}", "{{ index .Name 99 }}"));
        assertThat(reading.hasErrors()).isFalse();
        assertThat(reading.candidates())
                .extracting(candidate -> candidate.key().name())
                .containsExactly("greeter");
        assertThat(reading.problems())
                .extracting(problem -> problem.message())
                .singleElement()
                .asString()
                .startsWith("worker public/one uses this stack and stays as it is: ")
                .contains("configFileTemplate, line 1, column ");
        assertThat(List.of(greeting("one"))).containsExactly("echo hello Ada");
    }

    private List<String> warnings(ResourceKey key) {
        return desk.store.journal().read(EventQuery.of(key, 20)).stream()
                .map(recorded -> recorded.event().happening())
                .filter(Happening.Warned.class::isInstance)
                .map(Happening::toString)
                .toList();
    }

    @Test
    void aUserThatStaysAsItIsSaysWhyUntilItsStackIsMended() {
        ResourceKey one = ResourceKey.worker("public", "one");
        desk.apply(Map.of("WHO", "Ada"), STACK, worker("one", "greet:1.0"));
        assertThat(desk.behind(one)).isEmpty();
        assertThat(desk.behind(GREETER)).isEmpty();

        desk.apply(Map.of(), STACK.replace("{{ .ApplicationSpec.StackSpec.name }}", "{{ index .Name 99 }}"));

        String why =
                "stays at revision 1: the stack greet:1.0 can not make this worker run: configFileTemplate, line 1, column ";
        assertThat(desk.behind(one)).singleElement().asString().startsWith("it " + why);
        assertThat(desk.behind(GREETER)).singleElement().asString().startsWith("worker public/one " + why);
        assertThat(warnings(one)).singleElement().asString().contains("it " + why);
        assertThat(warnings(GREETER)).singleElement().asString().contains("worker public/one " + why);

        desk.apply(Map.of(), STACK.replace("hello", "good day"));
        assertThat(desk.behind(one)).isEmpty();
        assertThat(desk.behind(GREETER)).isEmpty();
        assertThat(greeting("one")).isEqualTo("echo good day Ada");
    }

    @Test
    void aUserWhoseStackIsGoneSaysSo() {
        desk.apply(Map.of("WHO", "Ada"), STACK, worker("one", "greet:1.0"));
        desk.commands.delete(List.of(GREETER), true);
        assertThat(desk.behind(ResourceKey.worker("public", "one")))
                .containsExactly("it stays at revision 1: there is no stack `greet:1.0`");
    }

    private static final ResourceKey GREETER = new ResourceKey(ResourceType.STACK, ResourceKey.INSTANCE, "greeter");

    @Test
    void aStackThatGoesBackTakesItsUsersAlong() {
        desk.apply(Map.of("WHO", "Ada"), STACK, worker("one", "greet:1.0"));
        desk.apply(Map.of(), STACK.replace("hello", "good day"));

        Plan back = desk.commands.rollback(GREETER, OptionalInt.empty());

        assertThat(ControlDesk.shown(back)).containsExactly("Roll stack -/greeter", "Roll worker public/one");
        assertThat(greeting("one")).isEqualTo("echo hello Ada");
    }

    @Test
    void aStackThatComesBackInAnotherRevisionTakesItsUsersAlong() {
        desk.apply(Map.of("WHO", "Ada"), STACK, worker("one", "greet:1.0"));
        desk.apply(Map.of(), STACK.replace("hello", "good day"));
        desk.commands.delete(List.of(GREETER), true);

        desk.commands.undelete(GREETER, OptionalInt.of(1));

        assertThat(greeting("one")).isEqualTo("echo hello Ada");
    }

    @Test
    void aStackDoesNotGoBackWhereAUserCouldNotBeMadeOfIt() {
        String strict = STACK.replace(
                "{{ .ApplicationSpec.StackSpec.name }}", "{{ .ApplicationSpec.StackSpec.name | upper | fail }}");
        desk.apply(Map.of(), strict);
        desk.apply(Map.of("WHO", "Ada"), STACK, worker("one", "greet:1.0"));

        assertThatThrownBy(() -> desk.commands.rollback(GREETER, OptionalInt.empty()))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("worker public/one uses this stack and stays as it is")
                .hasMessageContaining("ADA");
        assertThat(greeting("one")).isEqualTo("echo hello Ada");
    }
}
