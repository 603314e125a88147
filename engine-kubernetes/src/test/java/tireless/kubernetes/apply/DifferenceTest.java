package tireless.kubernetes.apply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DifferenceTest {
    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json.replace('\'', '"'));
    }

    private static void same(String wanted, String there) {
        assertThat(Difference.between(tree(wanted), tree(there))).isEmpty();
    }

    @Test
    void whatOthersAddIsNone() {
        same("{'spec':{'replicas':2}}", "{'spec':{'replicas':2,'revisionHistoryLimit':10},'status':{}}");
        same("{'containers':[{'name':'main'}]}", "{'containers':[{'name':'sidecar'},{'name':'main','image':'a'}]}");
    }

    @Test
    void anotherWayToWriteTheSameAmountIsNone() {
        same("{'cpu':'1000m','memory':'1024Mi'}", "{'cpu':'1','memory':'1Gi'}");
        same("{'port':80}", "{'port':'80'}");
    }

    @Test
    void whatIsEmptyMayBeLeftOut() {
        same("{'a':{},'b':[],'c':'','d':false,'e':0,'f':null}", "{}");
    }

    @Test
    void everythingElseIsOneAtItsPath() {
        assertThat(Difference.between(
                        tree("{'spec':{'replicas':0,'template':{'env':[{'name':'A','value':'1'}]},'cpu':'1'}}"),
                        tree("{'spec':{'replicas':3,'template':{'env':[{'name':'A','value':'2'}]},'cpu':'2'}}")))
                .containsExactly(".spec.replicas", ".spec.template.env[0].value", ".spec.cpu");
        assertThat(Difference.between(tree("{'a':[1,2]}"), tree("{'a':[1]}"))).containsExactly(".a[1]");
    }
}
