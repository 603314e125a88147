package tireless.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tireless.model.Findings;
import tireless.model.Happening;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.ResourceType;
import tireless.model.RolloutRecord;
import tireless.model.SelfReport;
import tireless.model.SlotId;
import tireless.model.TirelessException;
import tireless.model.TirelessException.Code;
import tireless.plan.Candidate;
import tireless.plan.Change;
import tireless.plan.DesiredResource;
import tireless.store.StaleViewException;
import tireless.store.Store;
import tireless.store.memory.MemoryStore;

class CommandsTest {
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");
    private static final String ONE = ControlDesk.worker("pulse", "one");
    private static final String TWO = ControlDesk.worker("pulse", "two");
    private static final String SECRET =
            "name: key\nversion: v1\ntype: secret\nsecret: {type: key-value, acl: r, data: {a: hush}}\n";
    private static final String USER_OF_SECRET = ONE + "  dataosSecrets: [{name: key, allKeys: true}]\n";

    private final Store store = new MemoryStore();
    private ControlDesk desk = new ControlDesk(store);

    @AfterEach
    void close() {
        desk.close();
    }

    private DesiredResource pulse() {
        return store.desired(PULSE).orElseThrow();
    }

    @Test
    void applyCommitsAllAndTellsTheEngineInOrder() {
        assertThat(ControlDesk.shown(desk.apply(ONE + "---\n" + ControlDesk.worker("other", "x"))))
                .containsExactly("Create worker public/pulse", "Create worker public/other");
        assertThat(desk.engine.calls()).containsExactly("accept worker public/pulse 1", "accept worker public/other 1");
        assertThat(pulse().document().text()).isEqualTo(ONE);
        assertThat(pulse().document().metadata().owner()).isEqualTo("ada");
    }

    @Test
    void whoMayHaveWaitedForAVolumeIsTriedWhenItComes() {
        String volume = """
                name: v
                version: v1beta
                type: volume
                volume: {size: 1Gi, accessMode: ReadWriteOnce, type: temp}
                """;
        desk.apply(ONE + "  tempVolume: v\n---\n" + ControlDesk.worker("other", "x"));
        desk.apply(volume);
        assertThat(desk.engine.calls()).last().isEqualTo("retry worker public/pulse");
        desk.apply(volume + "---\n" + ControlDesk.worker("third", "x"));
        assertThat(desk.engine.calls()).last().isEqualTo("accept worker public/third 1");
    }

    @Test
    void whoHasAVolumeOfAnotherTypeIsRestartedAndNobodyElse() {
        String volume = """
                name: v
                version: v1beta
                type: volume
                volume: {size: 1Gi, accessMode: ReadWriteOnce, type: temp}
                """;
        desk.apply(volume + "---\n" + ONE + "  tempVolume: v\n---\n" + ControlDesk.worker("other", "x"));
        int before = desk.engine.calls().size();
        desk.apply(volume.replace("ReadWriteOnce", "ReadWriteMany"));
        assertThat(desk.engine.calls()).hasSize(before);
        desk.apply(volume.replace("temp", "persistent"));
        assertThat(desk.engine.calls().subList(before, desk.engine.calls().size()))
                .containsExactly("retry worker public/pulse", "restart worker public/pulse");
        desk.commands.power(PULSE, Power.PAUSED);
        desk.apply(volume);
        assertThat(desk.engine.calls()).last().isEqualTo("pause worker public/pulse");
    }

    @Test
    void applyingTheSameAgainChangesNothing() {
        desk.apply(ONE);
        DesiredResource before = pulse();
        assertThat(ControlDesk.shown(desk.apply(ONE))).containsExactly("Unchanged worker public/pulse");
        assertThat(pulse()).isEqualTo(before);
        assertThat(desk.engine.calls()).hasSize(1);
    }

    @Test
    void thePolicyOfAWorkspaceReachesTheEngineAndIsKnownToTheNextBeforeAnythingIsAdopted() {
        String lab = "name: lab\nversion: v1beta1\ntype: workspace\nworkspace: {tireless: {ingress: %s}}\n";
        desk.apply(lab.formatted("stop"));
        desk.apply(ONE);
        assertThat(desk.engine.calls()).containsExactly("ingress lab stop", "accept worker public/pulse 1");
        desk.close();
        desk = new ControlDesk(store);
        assertThat(desk.engine.calls()).containsExactly("ingress lab stop", "adopt worker public/pulse 1 ON");
        desk.apply(lab.formatted("warn"));
        assertThat(desk.engine.calls()).last().isEqualTo("ingress lab warn");
        desk.apply(lab.formatted("stop"));
        desk.commands.delete(List.of(new ResourceKey(ResourceType.WORKSPACE, ResourceKey.INSTANCE, "lab")), false);
        assertThat(desk.engine.calls()).last().isEqualTo("ingress lab warn");
    }

    @Test
    void aPlanWritesNothing() {
        assertThat(ControlDesk.shown(desk.commands.plan(ControlDesk.read(ONE))))
                .containsExactly("Create worker public/pulse");
        assertThat(store.desired(PULSE)).isEmpty();
    }

    @Test
    void whatIsPausedIsNotRestartedAndItIsSaidWhy() {
        desk.apply(ONE);
        desk.commands.power(PULSE, Power.PAUSED);
        assertThatThrownBy(() -> desk.commands.restart(PULSE))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("is paused")
                .hasMessageContaining("when it is resumed");
        desk.commands.power(PULSE, Power.ON);
        desk.commands.restart(PULSE);
        assertThat(desk.engine.calls()).last().isEqualTo("restart worker public/pulse");
    }

    @Test
    void aPlanRestartsWhatRunsAndNothingElse() {
        desk.apply(ONE);
        List<Candidate> changed = ControlDesk.read(TWO);
        assertThat(desk.commands.plan(changed).restarts())
                .as("while the engine has said nothing")
                .isEqualTo(1);
        show(new Phase.Waiting("there is no secret", 1, Duration.ZERO, Instant.EPOCH), 0);
        assertThat(desk.commands.plan(changed).restarts()).isZero();
        show(1);
        assertThat(desk.commands.plan(changed).restarts()).isEqualTo(1);
    }

    /** Shows replicas 0, 1, … with these attempts. */
    private void show(int... attempts) {
        show(new Phase.Starting(), attempts);
    }

    private void show(Phase phase, int... attempts) {
        List<ReplicaStatus> replicas = IntStream.range(0, attempts.length)
                .mapToObj(ordinal -> new ReplicaStatus(
                        new SlotId(PULSE, ordinal),
                        attempts[ordinal],
                        1,
                        phase,
                        0,
                        Optional.empty(),
                        SelfReport.NONE,
                        Findings.NONE))
                .toList();
        desk.engine.show(
                new ResourceStatus(PULSE, pulse().revision().uid(), 1, Power.ON, attempts.length, replicas, ""));
    }

    private void nextProcess() {
        desk.close();
        desk = new ControlDesk(store);
    }

    @Test
    void anAnsweredRestartIsCarriedOutByTheNextProcessUntilItIsDone() {
        desk.apply(ONE);
        show(3, 7);
        desk.commands.restart(PULSE);
        show(4, 7);
        nextProcess();
        assertThat(desk.engine.calls())
                .containsExactly("adopt worker public/pulse 1 ON", "go on restarting worker public/pulse {0=3, 1=7}");
        show(4, 7);
        show(4, 8);
        nextProcess();
        assertThat(desk.engine.calls()).containsExactly("adopt worker public/pulse 1 ON");
    }

    @Test
    void aRestartIsForgottenByTheProcessThatWasAskedForItWhenItIsDone() {
        desk.apply(ONE);
        show(3);
        desk.commands.restart(PULSE);
        desk.engine.happen(pulse().revision(), new Happening.RestartRequested());
        show(3);
        show(4);
        desk.close();
        assertThat(store.unfinished().restarts()).isEmpty();
    }

    @Test
    void aRestartIsDoneAlsoWhereTheRestOfItWasScaledAway() {
        desk.apply(ONE);
        show(3, 7);
        desk.commands.restart(PULSE);
        desk.engine.happen(pulse().revision(), new Happening.RestartRequested());
        show(4);
        desk.close();
        assertThat(store.unfinished().restarts()).isEmpty();
    }

    @Test
    void aRestartIsStoredBeforeTheEngineHearsOfIt() {
        desk.apply(ONE);
        show(3);
        desk.engine.die();
        assertThatThrownBy(() -> desk.commands.restart(PULSE)).hasMessageContaining("the process is gone");
        assertThat(store.unfinished().restarts()).hasSize(1);
    }

    private void showRollout(int revision, String rollout) {
        desk.engine.show(
                new ResourceStatus(PULSE, pulse().revision().uid(), revision, Power.ON, 1, List.of(), rollout));
    }

    private RolloutRecord rollout(int from, int to, String halted) {
        return new RolloutRecord(PULSE, pulse().revision().uid(), from, to, halted);
    }

    @Test
    void aRollOutIsStoredWithItsRevisionUntilItIsFinished() {
        desk.apply(ONE);
        assertThat(store.unfinished().rollouts()).isEmpty();
        desk.apply(TWO);
        assertThat(store.unfinished().rollouts()).containsExactly(rollout(1, 2, ""));
        showRollout(2, "in progress");
        desk.apply(ControlDesk.worker("pulse", "three"));
        assertThat(store.unfinished().rollouts()).as("it is not over").containsExactly(rollout(1, 3, ""));
        desk.engine.happen(pulse().revision(), new Happening.RolloutFinished(3));
        nextProcess();
        assertThat(store.unfinished().rollouts()).isEmpty();
        desk.apply(ControlDesk.worker("pulse", "four"));
        assertThat(store.unfinished().rollouts()).containsExactly(rollout(3, 4, ""));
    }

    @Test
    void aRollOutThatIsTakenBackGoesBackToSomethingElse() {
        desk.apply(ONE);
        desk.apply(TWO);
        showRollout(2, "in progress");
        desk.apply(ONE);
        assertThat(store.unfinished().rollouts()).containsExactly(rollout(2, 3, ""));
    }

    @Test
    void aHaltIsStoredUntilSomethingElseIsAppliedOrARestartAsks() {
        desk.apply(ONE);
        desk.apply(TWO);
        desk.engine.happen(pulse().revision(), new Happening.RolloutHalted(2, 1, "it was not ready"));
        nextProcess();
        assertThat(store.unfinished().rollouts()).containsExactly(rollout(1, 2, "it was not ready"));
        assertThat(desk.engine.calls()).last().isEqualTo("go on rolling worker public/pulse 1 2 it was not ready");
        desk.commands.restart(PULSE);
        assertThat(store.unfinished().rollouts()).containsExactly(rollout(1, 2, ""));
        desk.engine.happen(pulse().revision(), new Happening.RolloutHalted(2, 1, "again"));
        nextProcess();
        showRollout(2, "halted: again");
        desk.apply(ControlDesk.worker("pulse", "three"));
        assertThat(store.unfinished().rollouts()).containsExactly(rollout(1, 3, ""));
    }

    @Test
    void aHaltOfARevisionThatIsNotDesiredAnyMoreIsNotStored() {
        desk.apply(ONE);
        desk.apply(TWO);
        desk.apply(ControlDesk.worker("pulse", "three"));
        desk.engine.happen(pulse().revision(), new Happening.RolloutHalted(2, 1, "late"));
        nextProcess();
        assertThat(store.unfinished().rollouts()).noneMatch(RolloutRecord::isHalted);
    }

    @Test
    void whatTheUserSawMustStillBeSo() {
        desk.apply(ONE);
        long seen = pulse().version();
        desk.commands.scale(PULSE, 3);
        assertThatThrownBy(() -> desk.commands.apply(ControlDesk.read(TWO), Map.of(PULSE, seen)))
                .isInstanceOf(StaleViewException.class);
        assertThatThrownBy(() -> desk.commands.apply(ControlDesk.read(TWO), Map.of(PULSE, DesiredResource.NEW)))
                .isInstanceOf(StaleViewException.class);
        assertThat(pulse().revision().number()).isEqualTo(1);
        desk.commands.apply(ControlDesk.read(TWO), Map.of(PULSE, pulse().version()));
        assertThat(pulse().revision().number()).isEqualTo(2);
    }

    @Test
    void aProcessThatDiesAfterTheCommitIsMadeGoodByTheNext() {
        desk.apply(ONE);
        desk.engine.die();
        assertThatThrownBy(() -> desk.apply(TWO)).hasMessage("the process is gone");
        assertThatThrownBy(() -> desk.commands.power(PULSE, Power.PAUSED)).hasMessage("the process is gone");
        desk.close();
        desk = new ControlDesk(store);
        assertThat(desk.engine.calls())
                .containsExactly("adopt worker public/pulse 2 PAUSED", "go on rolling worker public/pulse 1 2 ");
    }

    @Test
    void whatIsDeletedGoesWhenItHasEndedAndItsHistoryStays() {
        desk.apply(ONE);
        desk.commands.delete(List.of(PULSE), false);
        assertThat(pulse().power()).isEqualTo(Power.REMOVED);
        assertThat(desk.engine.calls()).contains("remove worker public/pulse");
        desk.engine.happen(pulse().revision(), new Happening.Removed());
        desk.close();
        assertThat(store.desired(PULSE)).isEmpty();
        assertThat(store.history(PULSE))
                .singleElement()
                .satisfies(past -> assertThat(past.deletedAt()).isPresent());
    }

    @Test
    void onlyWhatIsOnItsWayOutWhereNobodyAnswersIsForgotten() {
        desk.apply(ONE);
        desk.engine.lose("it does not answer");
        assertThat(ControlDesk.shown(desk.commands.delete(List.of(PULSE), true)))
                .containsExactly("Delete worker public/pulse");
        assertThat(ControlDesk.shown(desk.commands.delete(List.of(PULSE), false)))
                .containsExactly("Unchanged worker public/pulse");

        assertThat(ControlDesk.shown(desk.commands.planDelete(List.of(PULSE), true)))
                .containsExactly("Forget worker public/pulse");
        assertThat(desk.engine.calls()).noneMatch(call -> call.startsWith("disown"));
        desk.commands.delete(List.of(PULSE), true);

        assertThat(desk.engine.calls())
                .endsWith(
                        "disown worker public/pulse " + pulse().revision().uid().value());
    }

    @Test
    void whatIsOnItsWayOutWhereSomebodyAnswersIsWaitedFor() {
        desk.apply(ONE);
        desk.commands.delete(List.of(PULSE), false);

        assertThat(ControlDesk.shown(desk.commands.delete(List.of(PULSE), true)))
                .containsExactly("Unchanged worker public/pulse");
    }

    @Test
    void whatIsCreatedAnewWhileTheOldOneEndsStays() {
        desk.apply(ONE);
        DesiredResource old = pulse();
        desk.commands.delete(List.of(PULSE), false);
        desk.apply(TWO);
        desk.engine.happen(old.revision(), new Happening.Removed());
        desk.close();
        assertThat(pulse().revision().uid()).isNotEqualTo(old.revision().uid());
        assertThat(pulse().power()).isEqualTo(Power.ON);
    }

    @Test
    void deletingNamesEverythingThatIsNotThereAndDeletesNothing() {
        desk.apply(ONE);
        ResourceKey absent = ResourceKey.worker("public", "absent");
        assertThatThrownBy(() -> desk.commands.delete(List.of(PULSE, absent), false))
                .isInstanceOfSatisfying(
                        TirelessException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND))
                .hasMessageContaining("worker public/absent");
        assertThat(pulse().power()).isEqualTo(Power.ON);
    }

    @Test
    void whatOthersNeedIsNotDeletedWithoutForce() {
        desk.apply(SECRET + "---\n" + USER_OF_SECRET);
        ResourceKey secret = new ResourceKey(ResourceType.SECRET, "public", "key");
        assertThatThrownBy(() -> desk.commands.delete(List.of(secret), false))
                .hasMessage("secret public/key is needed by worker public/pulse; nothing was deleted:"
                        + " delete those too, or say --force");
        desk.commands.delete(List.of(secret), true);
        assertThat(store.desired(secret)).isEmpty();
    }

    @Test
    void aStackIsNeededByWhatNamesItsNameAndVersion() {
        String stack = """
                name: my-bento
                version: v1alpha
                type: stack
                stack:
                  name: bento
                  version: "4.0"
                  reconciler: stackManager
                """;
        String service = "name: web\nversion: v1\ntype: service\nservice: {stack: \"bento:%s\", stackSpec: {}}\n";
        ResourceKey key = new ResourceKey(ResourceType.STACK, ResourceKey.INSTANCE, "my-bento");
        desk.apply(stack + "---\n" + service.formatted("4.0"));
        assertThatThrownBy(() -> desk.commands.delete(List.of(key), false))
                .hasMessageContaining("is needed by service public/web");
        desk.apply(service.formatted("3.0"));
        desk.commands.delete(List.of(key), false);
        assertThat(store.desired(key)).isEmpty();
    }

    @Test
    void whatIsNeededGoesTogetherWithWhatNeedsIt() {
        desk.apply(SECRET + "---\n" + USER_OF_SECRET);
        ResourceKey secret = new ResourceKey(ResourceType.SECRET, "public", "key");
        desk.commands.delete(List.of(secret, PULSE), false);
        assertThat(store.desired(secret)).isEmpty();
        assertThat(pulse().power()).isEqualTo(Power.REMOVED);
    }

    @Test
    void noSecretValueIsKept() {
        desk.apply(SECRET);
        assertThat(store.history(new ResourceKey(ResourceType.SECRET, "public", "key"))
                        .toString())
                .contains("****")
                .doesNotContain("hush");
    }

    @Test
    void aWorkspaceComesIntoBeingWithWhatIsPutIntoIt() {
        assertThat(ControlDesk.shown(desk.apply(ONE + "workspace: lab\n")))
                .containsExactly("Create workspace -/lab", "Create worker lab/pulse");
        ResourceKey lab = new ResourceKey(ResourceType.WORKSPACE, ResourceKey.INSTANCE, "lab");
        assertThatThrownBy(() -> desk.commands.delete(List.of(lab), false))
                .hasMessageContaining("needed by worker lab/pulse");
        desk.commands.delete(List.of(lab), true);
        assertThat(store.desired(lab)).isEmpty();
        assertThat(store.desired(ResourceKey.worker("lab", "pulse"))
                        .orElseThrow()
                        .power())
                .isEqualTo(Power.REMOVED);
    }

    @Test
    void rollbackMakesAnOlderRevisionTheNewest() {
        desk.apply(ONE);
        desk.apply(TWO);
        Change change =
                desk.commands.rollback(PULSE, OptionalInt.empty()).changes().getFirst();
        assertThat(change).isInstanceOf(Change.Roll.class);
        assertThat(pulse().revision().number()).isEqualTo(3);
        assertThat(pulse().revision().spec())
                .isEqualTo(store.history(PULSE).getLast().revision().spec());
        assertThat(pulse().document().text()).isEqualTo(ONE);
        assertThat(desk.commands.rollback(PULSE, OptionalInt.of(3)).changes())
                .hasOnlyElementsOfType(Change.Unchanged.class);
    }

    @Test
    void rollbackToWhatIsNotKeptNamesWhatIs() {
        desk.apply(ONE);
        assertThatThrownBy(() -> desk.commands.rollback(PULSE, OptionalInt.empty()))
                .hasMessage("worker public/pulse has no revision before this one; kept are 1");
        assertThatThrownBy(() -> desk.commands.rollback(PULSE, OptionalInt.of(7)))
                .hasMessage("worker public/pulse has no revision 7; kept are 1");
    }

    @Test
    void undeleteBringsBackTheLastRevisionUnderANewUid() {
        desk.apply(ONE);
        desk.apply(TWO);
        DesiredResource before = pulse();
        assertThatThrownBy(() -> desk.commands.undelete(PULSE, OptionalInt.empty()))
                .hasMessageContaining("was not deleted");
        desk.commands.delete(List.of(PULSE), false);
        assertThat(desk.commands.undelete(PULSE, OptionalInt.empty()).changes())
                .hasOnlyElementsOfType(Change.Create.class);
        assertThat(pulse().revision().uid()).isNotEqualTo(before.revision().uid());
        assertThat(pulse().document().text()).isEqualTo(TWO);
        assertThatThrownBy(() -> desk.commands.undelete(ResourceKey.worker("public", "never"), OptionalInt.empty()))
                .hasMessageContaining("nothing of that name was deleted");
    }

    /** The count of a manifest that says none would end what its load may need. */
    @Test
    void whatBeginsToBeScaledBeginsWithWhatThereIs() {
        desk.apply(ONE + "  replicas: 6\n");
        desk.apply(ONE
                + "  tireless: {minReplicaCount: 0, maxReplicaCount: 5, triggers: [{type: cron, metadata: "
                + "{timezone: UTC, start: 0 8 * * *, end: 0 9 * * *, desiredReplicas: \"2\"}}]}\n");
        assertThat(pulse().count()).isEqualTo(5);
        assertThat(desk.engine.calls()).endsWith("scale worker public/pulse 5", "accept worker public/pulse 2");
    }

    /** The engine would keep the count that was set by hand. */
    @Test
    void whatWasScaledByHandBeginsToBeScaledWithinItsBounds() {
        desk.apply(ONE + "  replicas: 2\n");
        desk.commands.scale(PULSE, 10);
        desk.apply(ONE
                + "  tireless: {minReplicaCount: 0, maxReplicaCount: 5, triggers: [{type: cron, metadata: "
                + "{timezone: UTC, start: 0 8 * * *, end: 0 9 * * *, desiredReplicas: \"2\"}}]}\n");
        assertThat(pulse().count()).isEqualTo(5);
        assertThat(desk.engine.calls()).endsWith("scale worker public/pulse 5", "accept worker public/pulse 2");
    }

    @Test
    void scaleAndPowerAreForWhatRuns() {
        desk.apply(SECRET);
        ResourceKey secret = new ResourceKey(ResourceType.SECRET, "public", "key");
        assertThatThrownBy(() -> desk.commands.scale(secret, 2)).hasMessage("nothing runs of secret public/key");
        assertThatThrownBy(() -> desk.commands.scale(PULSE, 2)).hasMessage("there is no worker public/pulse");
        assertThatThrownBy(() -> desk.commands.scale(PULSE, -1)).hasMessageContaining("between 0 and 10000");
        assertThatThrownBy(() -> desk.commands.scale(PULSE, Integer.MAX_VALUE))
                .hasMessageContaining("between 0 and 10000");
    }

    @Test
    void theTextOfOneDocumentOfSeveralIsKeptAlone() {
        desk.apply("# first\n" + ONE + "---\n# second\n" + ControlDesk.worker("other", "x"));
        assertThat(store.desired(ResourceKey.worker("public", "other"))
                        .orElseThrow()
                        .document()
                        .text())
                .isEqualTo("# second\n" + ControlDesk.worker("other", "x"));
    }
}
