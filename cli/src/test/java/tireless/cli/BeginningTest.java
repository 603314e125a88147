package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.cli.Sandbox.Outcome;
import tireless.cli.example.Examples;
import tireless.json.Form;
import tireless.model.ResourceType;

/** What is printed to begin with. */
class BeginningTest extends InSandbox {
    @Test
    void anExampleIsThatOfAWorkerUnlessAKindIsNamed() {
        assertThat(sandbox.tireless("example").out()).isEqualTo(Examples.of(ResourceType.WORKER));
        assertThat(sandbox.tireless("example", "Volume").out()).isEqualTo(Examples.of(ResourceType.VOLUME));
        assertThat(sandbox.tireless("develop", "generate", "-t", "stack").out())
                .isEqualTo(Examples.of(ResourceType.STACK));
    }

    @Test
    void aSchemaIsThatOfAnyManifestUnlessAKindIsNamed() {
        assertThat(Form.read(sandbox.tireless("schema").out()).text("$id")).isEqualTo("urn:tireless:schema:manifest");
        assertThat(Form.read(sandbox.tireless("schema", "worker").out()).text("$id"))
                .isEqualTo("urn:tireless:schema:worker");
        assertThat(Form.read(sandbox.tireless("develop", "schema", "generate", "-t", "service")
                                .out())
                        .text("$id"))
                .isEqualTo("urn:tireless:schema:service");
    }

    @Test
    void aKindThatThereIsNotIsRefused() {
        Outcome slip = sandbox.tireless("example", "wroker");
        assertThat(slip.status()).isEqualTo(2);
        assertThat(slip.err()).startsWith("there is no kind `wroker`; did you mean `worker`?");

        Outcome depot = sandbox.tireless("schema", "depot");
        assertThat(depot.status()).isEqualTo(2);
        assertThat(depot.err()).startsWith("there is no schema of a depot; there are: worker, service,");
        assertThat(sandbox.tireless("example", "depot").status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack", "secret", "server", "workspace"})
    void aCommandThatIsMadeOfOthersSaysWhich(String group) {
        Outcome alone = sandbox.tireless(group);

        assertThat(alone.status()).isEqualTo(2);
        assertThat(alone.err()).startsWith("Usage: tireless " + group).contains("COMMAND", "Commands:");
    }
}
