package tireless.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExportTextTest {
    private static final ExportText WITHOUT = ExportText.of(List.of(Wants.full().objects()), false);
    private static final ExportText WITH = ExportText.of(List.of(Wants.full().objects()), true);

    @Test
    void secretsAreInItOnlyIfAskedFor() {
        assertThat(WITH.yaml()).contains("kind: \"Secret\"", "czNjcmV0");
        assertThat(WITH.comments()).isEmpty();
        assertThat(WITHOUT.yaml()).doesNotContain("kind: \"Secret\"", "czNjcmV0");
        assertThat(WITHOUT.json()).doesNotContain("\"Secret\"", "czNjcmV0");
    }

    @Test
    void oneThatIsLeftOutIsNamedWithHowToMakeIt() {
        assertThat(WITHOUT.yaml()).startsWith("""
                        # The Secret pulse-env-1976fc63c6 of the namespace data-lab is not here. It has values of the secret `account`; make it:
                        #   kubectl create secret generic -n data-lab pulse-env-1976fc63c6 --from-literal=PASSWORD=VALUE --from-literal=USER=VALUE
                        # The Secret pulse-pull of the namespace data-lab is not here. It has values of the secret `registry`; make it:
                        #   kubectl create secret docker-registry -n data-lab pulse-pull --docker-server=SERVER --docker-username=USER --docker-password=PASSWORD
                        # The Secret pulse-secret-33dad63402 of the namespace data-lab is not here. It has values of the secret `key`; make it:
                        #   kubectl create secret generic -n data-lab pulse-secret-33dad63402 --from-file=id.pem=PATH --from-file=key_id.pem=PATH
                        ---
                        """);
    }

    @Test
    void oneWhoseValuesNobodyKnowsIsNamedAlsoWhereSecretsAreAskedFor() {
        Supplies supplies = Wants.full().wanted().supplies();
        ExportText text = ExportText.of(
                List.of(Wants.full()
                        .supplied(new Supplies(supplies.volumes(), Optional.empty(), supplies.pull(), new TreeMap<>()))
                        .objects()),
                true);
        assertThat(text.comments())
                .contains(
                        "pulse-env-1976fc63c6 --from-literal=KEY=VALUE", "pulse-secret-33dad63402 --from-file=KEY=PATH")
                .doesNotContain("pulse-pull");
    }

    @Test
    void whatWorkersShareIsInItOnce() {
        String yaml = ExportText.of(List.of(Wants.full().objects(), Wants.full().objects()), false)
                .yaml();
        assertThat(yaml.split("kind: \"Namespace\"", -1)).hasSize(2);
        assertThat(yaml.split("kind: \"PersistentVolumeClaim\"", -1)).hasSize(2);
    }

    @Test
    void asJsonItIsOneList() {
        var list = Serialization.unmarshal(WITH.json(), JsonNode.class);
        assertThat(list.at("/kind").asString()).isEqualTo("List");
        assertThat(list.at("/items/0/kind").asString()).isEqualTo("Namespace");
    }
}
