package tireless.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tireless.model.Declaration;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.model.Workload;

class PlannerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");

    private final AtomicInteger uids = new AtomicInteger();
    private final Planner planner = new Planner(() -> new Uid("u" + uids.incrementAndGet()));
    private final Workload three = Workloads.of(3, "pulse");

    @Test
    void createsWhatIsNotThereUnderAFreshUid() {
        Change change = plan(Map.of(), three, "a");
        assertThat(change).asInstanceOf(type(Change.Create.class)).satisfies(create -> {
            assertThat(create.after().revision().uid()).isEqualTo(new Uid("u1"));
            assertThat(create.after().revision().number()).isEqualTo(1);
            assertThat(create.after().revision().createdAt()).isEqualTo(NOW);
            assertThat(create.after().version()).isEqualTo(DesiredResource.NEW);
        });
    }

    @Test
    void leavesWhatIsTheSame() {
        DesiredResource before = stored(three, "a");
        assertThat(plan(before, three, "a")).isEqualTo(new Change.Unchanged(before));
        assertThat(uids).hasValue(1);
    }

    @Test
    void rollsWhatRunsDifferently() {
        DesiredResource before = stored(three, "a").withVersion(17);
        Change change = plan(before, Workloads.of(3, "pulse", "--fast"), "b");
        assertThat(change).asInstanceOf(type(Change.Roll.class)).satisfies(roll -> {
            assertThat(roll.fields()).extracting(FieldChange::path).containsExactly("run.command");
            assertThat(roll.restarts()).isEqualTo(3);
            assertThat(roll.after().revision().number()).isEqualTo(2);
            assertThat(roll.after().revision().uid())
                    .isEqualTo(before.revision().uid());
            assertThat(roll.after().version()).isEqualTo(17);
        });
    }

    @Test
    void restartsOnlyThoseThatStay() {
        DesiredResource before = stored(three, "a");
        assertThat(plan(before, Workloads.of(2, "pulse", "--fast"), "b").restarts())
                .isEqualTo(2);
        assertThat(plan(before, Workloads.of(9, "pulse", "--fast"), "b").restarts())
                .isEqualTo(3);
        assertThat(plan(before.withPower(Power.PAUSED), Workloads.of(9, "pulse", "--fast"), "b")
                        .restarts())
                .isZero();
    }

    @Test
    void restartsNothingWhereWhatRunsIsTheSame() {
        Change change = plan(stored(three, "a"), Workloads.withoutStall(three), "b");
        assertThat(change).isInstanceOf(Change.Roll.class);
        assertThat(change.restarts()).isZero();
    }

    @Test
    void scalesWhereOnlyTheCountDiffers() {
        Change change = plan(stored(three, "a"), Workloads.of(5, "pulse"), "b");
        assertThat(change).isInstanceOf(Change.Scale.class);
        assertThat(change.restarts()).isZero();
        assertThat(change.after().replicas()).isEqualTo(5);
    }

    @Test
    void keepsACountSetByHandUntilTheManifestsOwnCountChanges() {
        DesiredResource before = stored(three, "a").withScale(7);
        Change roll = plan(before, Workloads.of(3, "pulse", "--fast"), "b");
        assertThat(roll.after().replicas()).isEqualTo(7);
        assertThat(roll.restarts()).isEqualTo(7);
        assertThat(plan(before, Workloads.of(4, "pulse"), "b").after().replicas())
                .isEqualTo(4);
        assertThat(plan(before, three, "a")).isInstanceOf(Change.Unchanged.class);
    }

    @Test
    void keepsThePowerOverAnApply() {
        DesiredResource before = stored(three, "a").withPower(Power.STOPPED);
        DesiredResource after = plan(before, Workloads.of(4, "pulse"), "b").after();
        assertThat(after.power()).isEqualTo(Power.STOPPED);
        assertThat(after.count()).isEqualTo(4);
        assertThat(after.replicas()).isZero();
    }

    @Test
    void recordsAManifestThatMeansTheSame() {
        Change change = plan(stored(three, "a"), three, "a # with a comment");
        assertThat(change).isInstanceOf(Change.Reword.class);
        assertThat(change.after().document().text()).isEqualTo("a # with a comment");
        assertThat(change.after().revision().number()).isEqualTo(2);
        assertThat(change.restarts()).isZero();
    }

    @Test
    void createsAnewWhatIsOnItsWayOut() {
        DesiredResource leaving = stored(three, "a").withPower(Power.REMOVED).withVersion(4);
        assertThat(plan(leaving, three, "a"))
                .asInstanceOf(type(Change.Create.class))
                .satisfies(create -> {
                    assertThat(create.after().revision().uid()).isEqualTo(new Uid("u2"));
                    assertThat(create.after().revision().number()).isEqualTo(1);
                    assertThat(create.after().power()).isEqualTo(Power.ON);
                    assertThat(create.after().version()).isEqualTo(4);
                });
    }

    @Test
    void deletesByPowerAndOnlyOnce() {
        DesiredResource before = stored(three, "a");
        Change delete = planner.delete(List.of(PULSE, PULSE), Map.of(PULSE, before))
                .changes()
                .getFirst();
        assertThat(delete.after()).isEqualTo(before.withPower(Power.REMOVED));
        Plan again = planner.delete(List.of(PULSE), Map.of(PULSE, delete.after()));
        assertThat(again.isEmpty()).isTrue();
    }

    @Test
    void namesEverythingThatIsNotThereToDelete() {
        ResourceKey other = ResourceKey.worker("public", "other");
        assertThatThrownBy(() -> planner.delete(List.of(PULSE, other), Map.of()))
                .isInstanceOf(TirelessException.class)
                .hasMessage("not found: worker public/pulse, worker public/other");
    }

    @Test
    void refusesOneResourceTwice() {
        Candidate candidate = new Candidate(PULSE, three, Workloads.document("a"));
        assertThatThrownBy(() -> planner.plan(List.of(candidate, candidate), Map.of(), NOW))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("worker public/pulse is asked for twice");
    }

    private DesiredResource stored(Workload workload, String manifest) {
        return plan(Map.of(), workload, manifest).after();
    }

    private Change plan(DesiredResource before, Workload workload, String manifest) {
        return plan(Map.of(PULSE, before), workload, manifest);
    }

    private Change plan(Map<ResourceKey, DesiredResource> current, Workload workload, String manifest) {
        return planner.plan(List.of(new Candidate(PULSE, workload, Workloads.document(manifest))), current, NOW)
                .changes()
                .getFirst();
    }

    @Test
    void metadataIsRewordedFieldByField() {
        Document tagged = new Document("a", Workloads.metadata("x"));
        Plan plan = planner.plan(List.of(new Candidate(PULSE, three, tagged)), Map.of(PULSE, stored(three, "a")), NOW);
        assertThat(plan.changes().getFirst())
                .isInstanceOfSatisfying(
                        Change.Reword.class,
                        reword -> assertThat(reword.fields())
                                .containsExactly(new FieldChange("tags", Optional.of("a"), Optional.of("x"))));
    }

    @Test
    void whatOnlyDeclaresIsComparedByItsFields() {
        ResourceKey web = new ResourceKey(ResourceType.SERVICE, "public", "web");
        Candidate one = new Candidate(web, declaration("service.replicas", "1"), Workloads.document("a"));
        Candidate two = new Candidate(web, declaration("service.replicas", "2"), Workloads.document("a"));
        DesiredResource first =
                planner.plan(List.of(one), Map.of(), NOW).changes().getFirst().after();
        Change change =
                planner.plan(List.of(two), Map.of(web, first), NOW).changes().getFirst();
        assertThat(change)
                .isInstanceOfSatisfying(
                        Change.Roll.class,
                        roll -> assertThat(roll.fields())
                                .containsExactly(
                                        new FieldChange("service.replicas", Optional.of("1"), Optional.of("2"))));
        assertThat(change.restarts()).isZero();
        assertThat(PlanPrinter.print(change))
                .isEqualTo("~ service public/web: service.replicas: 1 → 2 (restarts nothing)\n");
        assertThat(PlanPrinter.print(planner.plan(List.of(one), Map.of(), NOW)))
                .isEqualTo("+ service public/web: kept as pending: this build does not run services yet\n");
    }

    private static Declaration declaration(String path, String value) {
        return new Declaration(new TreeMap<>(Map.of(path, value)));
    }
}
