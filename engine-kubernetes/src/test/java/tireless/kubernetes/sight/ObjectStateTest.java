package tireless.kubernetes.sight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tireless.kubernetes.apply.ObjectRef;
import tireless.model.cluster.StateCondition;
import tools.jackson.databind.json.JsonMapper;

class ObjectStateTest {
    private static final ObjectRef REF = new ObjectRef("example.com/v1", "Greeter", "public", "hi");
    private static final ObjectState OWN = new ObjectState(
            StateCondition.parse("status.state == DONE"),
            StateCondition.parse("status.steps.1.state == FAILED,status.tries > 3"));

    private static String text(ObjectState state, String tree) {
        return state.text(REF, JsonMapper.shared().readTree(tree.replace('\'', '"')));
    }

    @Test
    void itsStackSaysWhenItHasSucceededOrFailed() {
        assertThat(text(OWN, "{'status': {'state': 'DONE'}}"))
                .isEqualTo("Greeter public/hi has succeeded: `status.state == DONE`");
        assertThat(text(OWN, "{'status': {'state': 'DONE', 'tries': 4, 'steps': [{}, {'state': 'FAILED'}]}}"))
                .isEqualTo("Greeter public/hi has failed: `status.steps.1.state == FAILED,status.tries > 3`");
        assertThat(text(OWN, "{'status': {'tries': 3, 'steps': [{}, {'state': 'FAILED'}]}}"))
                .isEmpty();
        assertThat(text(OWN, "{}")).isEmpty();
    }

    @Test
    void elseTheConditionsDoThatMostKindsHave() {
        assertThat(text(ObjectState.USUAL, """
                {'status': {'conditions': [
                  {'type': 'Ready', 'status': 'False', 'reason': 'NoImage', 'message': 'there is none'},
                  {'type': 'Stalled', 'status': 'True'},
                  {'type': 'Failed', 'status': 'False'},
                  {'type': 'Available', 'status': 'True'}]}}
                """))
                .isEqualTo(
                        "Greeter public/hi: Ready is False: NoImage: there is none; Greeter public/hi: Stalled is True");
    }

    @Test
    void aStatusOfAnOlderObjectSaysNothing() {
        String tree = "{'metadata': {'generation': 2}, 'status': {'observedGeneration': %d, 'state': 'DONE'}}";
        assertThat(text(OWN, tree.formatted(1))).isEmpty();
        assertThat(text(OWN, tree.formatted(2))).contains("has succeeded");
    }
}
