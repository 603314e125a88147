package tireless.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.manifest.kind.StackReference;
import tireless.manifest.kind.WorkerManifest;

class StackCatalogTest {
    private static final StackCatalog CATALOG = new StackCatalog(
            stacks("bento:1.0", "bento:9.0", "bento:10.0", "bento:10.0-rc", "soda+python:1.0", "soda+r:2.0"));

    private record NamedStack(StackId id) implements Stack {
        @Override
        public String guide() {
            return "";
        }

        @Override
        public Optional<Launch> resolve(WorkerManifest manifest, ResolveContext context) {
            return Optional.empty();
        }
    }

    private static List<Stack> stacks(String... names) {
        return Arrays.stream(names)
                .map(name -> StackReference.parse(name).orElseThrow())
                .<Stack>map(reference -> new NamedStack(new StackId(
                        reference.name(),
                        reference.flavor(),
                        reference.version().orElseThrow())))
                .toList();
    }

    private static Optional<String> find(String text) {
        return CATALOG.find(StackReference.parse(text).orElseThrow())
                .map(stack -> stack.id().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "bento, bento:10.0",
        "bento:9.0, bento:9.0",
        "bento:9, bento:9.0",
        "bento:1.0, bento:1.0",
        "soda+python, soda+python:1.0",
        "soda+r:2.0, soda+r:2.0"
    })
    void aStackIsFoundByNameFlavorAndVersionWithoutOneTheHighest(String reference, String found) {
        assertThat(find(reference)).contains(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soda", "soda+java", "bento:2.0", "bento+x", "Bento"})
    void whatIsNotRegisteredIsNotFound(String reference) {
        assertThat(find(reference)).isEmpty();
    }

    @Test
    void theAdviceNamesTheNearestAndAll() {
        assertThat(CATALOG.advice(StackReference.parse("bentoo").orElseThrow()))
                .isEqualTo("did you mean `bento`? known stacks: bento, soda+python, soda+r");
        assertThat(CATALOG.advice(StackReference.parse("soda:1.0").orElseThrow()))
                .startsWith("did you mean `soda+python` or `soda+r`? known stacks: ");
        assertThat(CATALOG.advice(StackReference.parse("flare").orElseThrow())).startsWith("known stacks: ");
    }

    @Test
    void anIdIsRegisteredOnce() {
        assertThatThrownBy(() -> new StackCatalog(stacks("a:1.0", "a:1.0")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsBuiltInIsFoundAlsoWhereAHigherVersionIsDeclared() {
        StackCatalog catalog = CATALOG.with(stacks("bento:11.0", "soda+python:2.0", "mine:1.0"));

        assertThat(catalog.all())
                .extracting(stack -> stack.id().toString())
                .contains("mine:1.0")
                .doesNotContain("bento:11.0", "soda+python:2.0");
        assertThat(catalog.find(StackReference.parse("bento").orElseThrow()))
                .hasValueSatisfying(stack -> assertThat(stack.id()).hasToString("bento:10.0"));
    }
}
