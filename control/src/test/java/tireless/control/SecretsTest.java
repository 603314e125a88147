package tireless.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.SecretProjection;
import tireless.model.SecretValues;
import tireless.model.TirelessException;
import tireless.model.Workload;
import tireless.plan.Change;
import tireless.plan.FieldChange;
import tireless.plan.Plan;
import tireless.plan.PlanPrinter;
import tireless.runtime.SecretSource.Answer;
import tireless.secret.StoredSecrets;
import tireless.secret.Vault;
import tireless.store.Store;
import tireless.store.memory.MemoryStore;

/** Who uses a secret follows it, and nobody else. */
class SecretsTest {
    private static final ResourceKey DOOR = new ResourceKey(ResourceType.SECRET, "public", "door");
    private static final ResourceKey OF_THE_INSTANCE =
            new ResourceKey(ResourceType.INSTANCE_SECRET, ResourceKey.INSTANCE, "door");
    private static final String USES = worker("uses", "{name: door}");
    private static final String NAMES = worker("names", "{name: door, keys: [name]}");
    private static final String OTHER = ControlDesk.worker("other", "true");

    private final Store store = new MemoryStore();
    private final ControlDesk desk = new ControlDesk(store);

    @AfterEach
    void close() {
        desk.close();
    }

    private static String worker(String name, String use) {
        return ControlDesk.worker(name, "true") + "  dataosSecrets: [" + use + "]\n";
    }

    private static String door(String data) {
        return secret("secret", data);
    }

    private static String secret(String type, String data) {
        return "name: door\nversion: v1\ntype: %1$s\n%1$s: {type: key-value, acl: r, data: {%2$s}}\n"
                .formatted(type, data);
    }

    private static String all(String... manifests) {
        return String.join("---\n", manifests);
    }

    private Optional<String> fingerprint(String worker) {
        Workload workload = (Workload) store.desired(ResourceKey.worker("public", worker))
                .orElseThrow()
                .revision()
                .spec();
        return workload.run().provisions().secrets().getFirst().fingerprint();
    }

    private Answer open() {
        return new StoredSecrets(store, ControlDesk.vault)
                .open(new SecretProjection(
                        "door", "public", List.of(), SecretProjection.Kind.ENV_VARS, Optional.empty()));
    }

    private static Answer opened(Map<String, String> values) {
        return new Answer.Opened(SecretValues.ofTexts(values));
    }

    @Test
    void exactlyThoseRollThatUseWhatChanges() {
        desk.apply(all(door("code: one, name: ali"), USES, NAMES, OTHER));
        Plan plan = desk.apply(door("code: two, name: ali"));
        assertThat(ControlDesk.shown(plan)).containsExactly("Roll secret public/door", "Roll worker public/uses");
        assertThat(desk.engine.calls()).endsWith("accept worker public/uses 2").hasSize(4);
        assertThat(plan.restarts()).isEqualTo(1);
        assertThat(open()).isEqualTo(opened(Map.of("code", "two", "name", "ali")));
    }

    @Test
    void thePlanSaysWhichKeyChangesAndNoValue() {
        desk.apply(all(door("code: hunter1, name: ali"), USES));
        Plan plan = desk.commands.plan(ControlDesk.read(door("code: hunter2, name: ali")));
        assertThat(((Change.Roll) plan.changes().getFirst()).fields())
                .extracting(FieldChange::path)
                .containsExactly("secret.data.code");
        assertThat(PlanPrinter.print(plan))
                .contains("secret.data.code: '**** ", "~ worker public/uses: run.secrets[0].fingerprint: ")
                .contains("(restarts 1 replica)")
                .doesNotContain("hunter");
        assertThat(desk.engine.calls()).as("a plan does nothing").hasSize(1);
    }

    @Test
    void theSameValuesChangeNothing() {
        desk.apply(all(door("code: one"), USES));
        assertThat(ControlDesk.shown(desk.apply(all(door("code: one"), USES))))
                .containsExactly("Unchanged secret public/door", "Unchanged worker public/uses");
        assertThat(store.secrets().all()).hasSize(1);
    }

    @Test
    void nothingThatIsStoredHasAValueInTheClear() {
        desk.apply(door("code: hunter2"));
        assertThat(store.desired(DOOR).orElseThrow().toString()).doesNotContain("hunter2");
        assertThat(store.history(DOOR).toString()).doesNotContain("hunter2");
        assertThat(store.secrets().all().getFirst().sealed()).doesNotContain("hunter2");
    }

    @Test
    void whoCameBeforeItsSecretRollsWhenThatComes() {
        desk.apply(USES);
        assertThat(fingerprint("uses")).isEmpty();
        assertThat(ControlDesk.shown(desk.apply(door("code: one"))))
                .containsExactly("Create secret public/door", "Roll worker public/uses");
        assertThat(fingerprint("uses")).isPresent();
    }

    @Test
    void oneOfTheWorkspaceTakesTheUsesOfOneOfTheInstance() {
        desk.apply(all(secret("instance-secret", "code: far"), USES));
        assertThat(open()).isEqualTo(opened(Map.of("code", "far")));
        assertThat(ControlDesk.shown(desk.apply(door("code: near"))))
                .containsExactly("Create secret public/door", "Roll worker public/uses");
        assertThat(open()).isEqualTo(opened(Map.of("code", "near")));
        assertThat(ControlDesk.shown(desk.apply(secret("instance-secret", "code: farther"))))
                .as("nobody is given that one any more")
                .containsExactly("Roll instance-secret -/door");
        assertThat(ControlDesk.shown(desk.commands.delete(List.of(DOOR), true)))
                .containsExactly("Delete secret public/door", "Roll worker public/uses");
        assertThat(open()).isEqualTo(opened(Map.of("code", "farther")));
    }

    @Test
    void oneThatIsUsedIsNotDeletedUnlessByForce() {
        desk.apply(all(door("code: one"), USES, OTHER));
        assertThatThrownBy(() -> desk.commands.delete(List.of(DOOR), false))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("secret public/door is needed by worker public/uses; nothing was deleted");
        assertThat(ControlDesk.shown(desk.commands.planDelete(List.of(DOOR), true)))
                .containsExactly("Delete secret public/door", "Roll worker public/uses");
        desk.commands.delete(List.of(DOOR), true);
        assertThat(fingerprint("uses")).isEmpty();
        assertThat(open()).isInstanceOf(Answer.Missing.class);
    }

    @Test
    void whatIsDeletedTogetherWithItsSecretDoesNotRoll() {
        desk.apply(all(door("code: one"), USES));
        assertThat(ControlDesk.shown(desk.commands.delete(List.of(DOOR, ResourceKey.worker("public", "uses")), false)))
                .containsExactly("Delete secret public/door", "Delete worker public/uses");
    }

    @Test
    void rollingBackBringsTheOldValuesAndItsUsersAlong() {
        desk.apply(all(door("code: one"), USES));
        Optional<String> first = fingerprint("uses");
        desk.apply(door("code: two"));
        assertThat(ControlDesk.shown(desk.commands.rollback(DOOR, OptionalInt.empty())))
                .containsExactly("Roll secret public/door", "Roll worker public/uses");
        assertThat(open()).isEqualTo(opened(Map.of("code", "one")));
        assertThat(fingerprint("uses")).isEqualTo(first);
    }

    @Test
    void undeletingBringsTheOldValuesBack() {
        desk.apply(all(door("code: one"), USES));
        desk.commands.delete(List.of(DOOR), true);
        assertThat(ControlDesk.shown(desk.commands.undelete(DOOR, OptionalInt.empty())))
                .containsExactly("Create secret public/door", "Roll worker public/uses");
        assertThat(open()).isEqualTo(opened(Map.of("code", "one")));
    }

    @Test
    void aWorkerThatIsRolledBackIsGivenTheSecretsOfToday() {
        desk.apply(all(door("code: one"), USES));
        desk.apply(worker("uses", "{name: door}").replace("true", "false"));
        desk.apply(door("code: two"));
        Optional<String> today = fingerprint("uses");
        desk.commands.rollback(ResourceKey.worker("public", "uses"), OptionalInt.of(1));
        assertThat(fingerprint("uses")).isEqualTo(today);
    }

    @Test
    void valuesThatNoKeyOpensAnyMoreComeBackWithTheSameApply() {
        desk.apply(door("code: one"));
        store.secrets()
                .replace(List.of(Vault.inMemory()
                        .seal(
                                store.desired(DOOR).orElseThrow().revision(),
                                SecretValues.ofTexts(Map.of("code", "one")))));
        assertThat(open()).isInstanceOf(Answer.Missing.class);
        desk.apply(door("code: one"));
        assertThat(open()).isEqualTo(opened(Map.of("code", "one")));
    }

    @Test
    void theValuesAreRevealedAndTheKeyIsChanged() {
        desk.apply(door("code: one"));
        assertThat(desk.commands.rotateKey(false).sealed()).isEqualTo(1);
        assertThat(desk.commands.reveal(DOOR)).isEqualTo(SecretValues.ofTexts(Map.of("code", "one")));
        assertThatThrownBy(() -> desk.commands.reveal(OF_THE_INSTANCE))
                .hasMessage("there is no instance-secret -/door");
    }

    @Test
    void aSecretOrAKeyThatIsNotThereIsAWarningWithItsPlace() {
        Intake.Reading alone = ControlDesk.reading(USES);
        assertThat(alone.hasErrors()).isFalse();
        assertThat(alone.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("missing-secret");
            assertThat(problem.location().line()).isEqualTo(8);
            assertThat(problem.message())
                    .isEqualTo("there is no secret `door`, neither in the workspace `public` nor of the instance");
        });
        String list = USES.replace("[{name: door}]", "\n  - other\n  - door");
        assertThat(ControlDesk.reading(list).problems())
                .extracting(problem ->
                        problem.location().line() + ":" + problem.location().column())
                .containsExactly("9:5", "10:5");
        assertThat(ControlDesk.reading(all(door("code: one"), USES)).problems()).isEmpty();
        assertThat(ControlDesk.reading(all(door("code: one"), NAMES)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).isEqualTo("secret public/door has no key `name`"));
    }

    private static String told(String way) {
        return ControlDesk.worker("told", "true") + "  tireless:\n    notify:\n      - " + way + "\n";
    }

    @Test
    void whatARecipientNeedsOfASecretIsMissedToo() {
        String url = told("webhook: {urlFrom: {secretName: door, key: url}}");
        assertThat(ControlDesk.reading(url).hasErrors()).isFalse();
        assertThat(ControlDesk.reading(url).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("missing-secret");
            assertThat(problem.location().line()).isEqualTo(10);
            assertThat(problem.location().column()).isEqualTo(41);
            assertThat(problem.message()).isEqualTo("there is no secret public/door");
        });
        assertThat(ControlDesk.reading(all(secret("instance-secret", "url: a"), url))
                        .problems())
                .as("that of the instance is not looked at")
                .hasSize(1);
        assertThat(ControlDesk.reading(all(door("url: a"), url)).problems()).isEmpty();
        String header = told("webhook: {url: 'http://a', headersFrom: [{name: X, secretName: door, key: token}]}");
        assertThat(ControlDesk.reading(all(door("url: a"), header)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).isEqualTo("secret public/door has no key `token`"));
    }

    @Test
    void aSecretThatARecipientNeedsIsNotDeleted() {
        desk.apply(all(door("url: a"), told("webhook: {urlFrom: {secretName: door, key: url}}")));
        assertThatThrownBy(() -> desk.commands.delete(List.of(DOOR), false))
                .hasMessage("secret public/door is needed by worker public/told; nothing was deleted:"
                        + " delete those too, or say --force");
    }

    @Test
    void aMailThatNobodyTakesIsAWarningAtItsLine() {
        assertThat(ControlDesk.reading(told("email: {to: [ops@example.com]}")).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isFalse();
                    assertThat(problem.code()).isEqualTo("no-mail-server");
                    assertThat(problem.location().line()).isEqualTo(10);
                });
    }

    @Test
    void theSecretThatAnImageIsPulledWithIsMissedToo() {
        String boxed = """
                name: boxed
                version: v1beta
                type: worker
                worker:
                  stack: container
                  stackSpec:
                    image: registry.example.org/a:1
                    imagePullSecret: mypull
                """;
        assertThat(ControlDesk.reading(boxed).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.code()).isEqualTo("missing-secret");
            assertThat(problem.location().line()).isEqualTo(8);
            assertThat(problem.message()).contains("there is no secret `mypull`");
        });
        String onCluster = """
                name: prod
                version: v1
                type: compute
                compute: {kubernetes: {context: prod}}
                ---
                name: boxed
                version: v1beta
                type: worker
                worker:
                  compute: prod
                  stack: process
                  stackSpec: {command: pulse}
                  tireless:
                    image: registry.example.org/a:1
                    imagePullSecret: mypull
                """;
        assertThat(ControlDesk.reading(onCluster).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("missing-secret");
            assertThat(problem.location().line()).isEqualTo(15);
        });
    }

    @Test
    void aVolumeThatIsNotThereIsAWarningWithItsPlaceAsASecretIs() {
        String uses = ControlDesk.worker("uses", "true") + "  tempVolume: scratch\n";
        assertThat(ControlDesk.reading(uses).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("missing-volume");
            assertThat(problem.isError()).isFalse();
            assertThat(problem.location().line()).isEqualTo(8);
            assertThat(problem.message()).isEqualTo("there is no volume `scratch` in the workspace `public`");
        });
        assertThat(ControlDesk.reading(ControlDesk.worker("uses", "true")
                                + "  dataosVolumes: [{name: ../../x, directory: d}]\n")
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).isEqualTo("there is no volume `../../x` in the workspace `public`");
                    assertThat(problem.hint())
                            .contains(
                                    "no volume can have this name: it may hold only lower-case letters, digits and hyphens");
                });
        String volume = """
                name: scratch
                version: v1beta
                type: volume
                volume: {size: 1Gi, accessMode: ReadWriteMany, type: temp}
                """;
        assertThat(ControlDesk.reading(all(volume, uses)).problems()).isEmpty();
    }
}
