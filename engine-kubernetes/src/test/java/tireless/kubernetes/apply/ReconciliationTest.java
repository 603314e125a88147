package tireless.kubernetes.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReconciliationTest {
    private static final Reconciliation.Owner OWNER = new Reconciliation.Owner(
            uid -> uid.startsWith("ours"), _ -> false, ref -> !ref.kind().equals("Custom"));

    private static ObjectNode object(String kind, String name, String uid, String more) {
        return (ObjectNode) JsonMapper.shared().readTree("""
                {"apiVersion": "apps/v1", "kind": "%s", "metadata": {"namespace": "a", "name": "%s", "uid": "%s-of-object",
                 "labels": {"app.kubernetes.io/managed-by": "tireless", "tireless.dev/uid": "%s"}}, "spec": {%s}}
                """.formatted(kind, name, name, uid, more));
    }

    private static Wanted wanted(String kind, String name) {
        return Stamp.content(object(kind, name, "ours-1", "\"replicas\": 1"));
    }

    private static Reconciliation.Result decide(List<Wanted> wanted, List<? extends JsonNode> seen, ObjectRef... left) {
        Map<ObjectRef, JsonNode> there = new HashMap<>();
        seen.forEach(tree -> there.put(Trees.ref(tree), tree));
        return reconciliation(wanted, there, left).decide(Reconciliation.PodsLeft.NONE);
    }

    private static Reconciliation reconciliation(
            List<Wanted> wanted, Map<ObjectRef, JsonNode> there, ObjectRef... left) {
        return new Reconciliation("ours-1", wanted, there, Set.of(left), Map.of(), OWNER);
    }

    @Test
    void whatIsAsItShallBeNeedsNoStep() {
        Wanted set = wanted("StatefulSet", "pulse");

        assertThat(decide(List.of(set), List.of(set.tree())).steps()).isEmpty();
    }

    @Test
    void whatIsNotSeenIsLookedForFirst() {
        Wanted set = wanted("StatefulSet", "pulse");

        assertThat(decide(List.of(set), List.of()).steps()).containsExactly(new Step.Apply(set, true, false));
    }

    @Test
    void whatDiffersIsApplied() {
        Wanted set = wanted("StatefulSet", "pulse");
        ObjectNode other = set.tree().deepCopy();
        Trees.child(other, "spec").put("replicas", 5);

        assertThat(decide(List.of(set), List.of(other)).steps()).containsExactly(new Step.Apply(set, false, false));
    }

    @Test
    void whatIsNotWantedAnyMoreGoesAfterwards() {
        Wanted set = wanted("StatefulSet", "pulse");
        ObjectNode config = object("ConfigMap", "pulse-old", "ours-1", "");

        assertThat(decide(List.of(set), List.of(config)).steps())
                .containsExactly(
                        new Step.Apply(set, true, false), new Step.Delete(Trees.ref(config), "pulse-old-of-object"));
    }

    @Test
    void whatEarlierPodsWereGivenStaysAsLongAsThey() {
        Wanted set = wanted("StatefulSet", "pulse");
        ObjectNode config = object("ConfigMap", "pulse-old", "ours-1", "");
        Map<ObjectRef, JsonNode> there = Map.of(set.ref(), set.tree(), Trees.ref(config), config);

        assertThat(reconciliation(List.of(set), there)
                        .decide(new Reconciliation.PodsLeft(false, true))
                        .steps())
                .isEmpty();
    }

    @Test
    void aClaimOutlivesAChangeAndNotItsWorker() {
        ObjectNode claim = object("PersistentVolumeClaim", "data", "ours-1", "");
        Wanted set = wanted("StatefulSet", "pulse");

        assertThat(decide(List.of(set), List.of(claim, set.tree())).steps()).isEmpty();
        assertThat(decide(List.of(), List.of(claim)).steps()).hasSize(1);
    }

    @Test
    void whatIsSomebodyElsesIsNamedAndNothingIsDoneWithIt() {
        Wanted set = wanted("StatefulSet", "pulse");
        Reconciliation.Result result =
                decide(List.of(set), List.of(object("StatefulSet", "pulse", "theirs", "\"replicas\": 9")));

        assertThat(result.steps()).isEmpty();
        assertThat(result.refused())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.text()).contains("another Tireless server"));
    }

    @Test
    void anEarlierResourceOfTheNameGoesFirst() {
        Wanted set = wanted("StatefulSet", "pulse");
        ObjectNode earlier = object("StatefulSet", "pulse", "ours-0", "\"replicas\": 1");
        Reconciliation.Result result = decide(List.of(set), List.of(earlier));

        assertThat(result.steps()).containsExactly(new Step.Delete(Trees.ref(earlier), "pulse-of-object"));
        assertThat(result.waits()).isTrue();
        assertThat(decide(List.of(set), List.of(Trees.going(earlier))).steps()).isEmpty();
    }

    @Test
    void aWorkloadOfAnotherKindGoesBeforeTheNextComes() {
        Wanted next = wanted("Deployment", "pulse");
        ObjectNode set = object("StatefulSet", "pulse", "ours-1", "\"replicas\": 1");

        assertThat(decide(List.of(next), List.of(set)).steps())
                .containsExactly(new Step.Delete(Trees.ref(set), "pulse-of-object"));
    }

    @Test
    void whatIsRememberedAndNotWatchedIsAskedFor() {
        ObjectRef custom = new ObjectRef("example.com/v1", "Custom", "a", "pulse");
        ObjectRef watched = new ObjectRef("v1", "ConfigMap", "a", "pulse");

        assertThat(decide(List.of(), List.of(), custom, watched).steps()).containsExactly(new Step.Delete(custom, ""));
    }
}
