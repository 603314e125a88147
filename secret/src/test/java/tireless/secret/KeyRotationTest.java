package tireless.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tireless.secret.Samples.CODES;
import static tireless.secret.Samples.DOOR;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.SecretValues;
import tireless.model.TirelessException;
import tireless.store.SealedSecret;
import tireless.store.Store;

class KeyRotationTest {
    private static final ResourceKey GATE = new ResourceKey(ResourceType.INSTANCE_SECRET, ResourceKey.INSTANCE, "gate");
    private static final SecretValues OLDER = SecretValues.ofTexts(Map.of("code", "older"));

    @TempDir
    Path home;

    private Store store;

    @BeforeEach
    void fill() {
        store = Samples.open(home.resolve("tireless.db"));
        Vault vault = vault();
        Samples.apply(store, vault, DOOR, "key-value", OLDER);
        Samples.apply(store, vault, DOOR, "key-value", CODES);
        Samples.apply(store, vault, GATE, "key-value", CODES);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** As the next process has it. */
    private Vault vault() {
        return Vault.of(home, Optional.empty(), () -> !store.secrets().all().isEmpty());
    }

    private void allOpens() {
        Vault vault = vault();
        assertThat(store.secrets().all())
                .hasSize(3)
                .extracting(vault::open)
                .containsExactlyInAnyOrder(OLDER, CODES, CODES);
    }

    @Test
    void everythingIsSealedAnewAndTheOldKeyOpensNothing() throws IOException {
        byte[] old = Files.readAllBytes(home.resolve("secret.key"));
        var fingerprints = vault().fingerprints(DOOR, CODES);
        List<SealedSecret> before = store.secrets().all();
        assertThat(KeyRotation.of(vault(), store, false).sealed()).isEqualTo(3);
        allOpens();
        assertThat(store.secrets().all()).doesNotContainAnyElementsOf(before);
        assertThat(vault().fingerprints(DOOR, CODES)).isEqualTo(fingerprints);
        assertThatThrownBy(() -> vault().open(before.getFirst()))
                .as("the old keys are gone")
                .isInstanceOf(TirelessException.class);
        Files.write(home.resolve("secret.key"), old);
        assertThatThrownBy(() -> vault().open(store.secrets().all().getFirst())).isInstanceOf(TirelessException.class);
    }

    private static final class Killed extends RuntimeException {}

    @ParameterizedTest
    @EnumSource(KeyRotation.Step.class)
    void killedBehindAnyStepItLosesNothingAndTheNextOneEndsIt(KeyRotation.Step last) {
        assertThatThrownBy(() -> KeyRotation.of(vault(), store, false, step -> {
                    if (step == last) {
                        throw new Killed();
                    }
                }))
                .isInstanceOf(Killed.class);
        allOpens();
        Samples.apply(store, vault(), GATE, "key-value", OLDER);
        KeyRotation.of(vault(), store, false);
        assertThat(store.secrets().all()).hasSize(4).allSatisfy(secret -> vault().open(secret));
    }

    @Test
    void theVaultThatHasDoneItGoesOnSealingAndOpening() {
        Vault vault = vault();
        KeyRotation.of(vault, store, false);
        SealedSecret sealed = vault.seal(Samples.revision(DOOR, 9), CODES);
        assertThat(vault().open(sealed)).isEqualTo(CODES);
    }

    @Test
    void isRefusedWhereSomethingCanNotBeRead() throws IOException {
        byte[] key = Files.readAllBytes(home.resolve("secret.key"));
        SealedSecret foreign =
                Vault.inMemory().seal(store.desired(GATE).orElseThrow().revision(), CODES);
        store.secrets().replace(List.of(foreign));
        assertThatThrownBy(() -> KeyRotation.of(vault(), store, false))
                .hasMessageContaining("no key was changed: instance-secret -/gate (revision 1)");
        assertThat(home.resolve("secret.key")).hasBinaryContent(key);
        KeyRotation made = KeyRotation.of(vault(), store, true);
        assertThat(made.sealed()).isEqualTo(2);
        assertThat(made.unread()).containsExactly("instance-secret -/gate (revision 1)");
        assertThat(store.secrets().all()).contains(foreign);
    }

    private SealedSecret present(ResourceKey key) {
        return store.secrets().find(store.desired(key).orElseThrow().revision()).orElseThrow();
    }

    @Test
    void beginsAnewWhereTheKeyIsLostAndThatIsSaid() throws IOException {
        Files.delete(home.resolve("secret.key"));
        assertThatThrownBy(() -> KeyRotation.of(vault(), store, false))
                .hasMessageContaining("no key was changed: the key of the secrets, ")
                .hasMessageContaining("`tireless secret rotate-key --lost` begins with another one");
        assertThat(home.resolve("secret.key")).doesNotExist();
        KeyRotation made = KeyRotation.of(vault(), store, true);
        assertThat(made.unread())
                .containsExactly("instance-secret -/gate (revision 1)", "secret public/door (revision 2)");
        assertThat(made.older()).containsExactly("secret public/door (revision 1)");
        Samples.apply(store, vault(), DOOR, "key-value", CODES);
        assertThat(vault().open(present(DOOR))).isEqualTo(CODES);
    }

    /** The key is gone, and all is applied again; the older revisions stay unread for as long as they are kept. */
    private void loseAndApplyAgain() throws IOException {
        Files.delete(home.resolve("secret.key"));
        KeyRotation.of(vault(), store, true);
        Samples.apply(store, vault(), DOOR, "key-value", CODES);
        Samples.apply(store, vault(), GATE, "key-value", OLDER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatCanBeReadIsSealedAnewAlsoWhereEverySecretHasAnOlderRevisionThatIsLost(boolean lost) throws IOException {
        loseAndApplyAgain();
        List<SealedSecret> before = store.secrets().all();
        KeyRotation made = KeyRotation.of(vault(), store, lost);
        assertThat(made.sealed()).isEqualTo(2);
        assertThat(made.unread()).isEmpty();
        assertThat(made.older())
                .containsExactly(
                        "instance-secret -/gate (revision 1)",
                        "secret public/door (revision 1)",
                        "secret public/door (revision 2)");
        assertThat(vault().open(present(DOOR))).isEqualTo(CODES);
        assertThat(vault().open(present(GATE))).isEqualTo(OLDER);
        assertThat(before).as("under another key").doesNotContain(present(DOOR), present(GATE));
    }

    @Test
    void aRowThatIsUnreadIsStillThereForAKeyThatComesBack() throws IOException {
        byte[] first = Files.readAllBytes(home.resolve("secret.key"));
        loseAndApplyAgain();
        Vault vault = vault();
        KeyRotation.of(vault, store, true);
        Files.write(home.resolve("secret.key"), first);
        assertThat(store.secrets().all())
                .as("also those of the key that was in the file before")
                .allMatch(vault::opens);
        KeyRotation made = KeyRotation.of(vault, store, false);
        assertThat(made.sealed()).isEqualTo(5);
        assertThat(made.notes()).singleElement().asString().contains("it has both keys now");
        assertThat(store.secrets().all()).allMatch(vault()::opens);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "\u00ff",
                "{\"format\":1,\"locked\":false,\"values\":\"c2VjcmV0\",\"fingerprints\":\"\"}"
            })
    void aFileThatIsNoKeyIsKeptAsideWhereItIsGivenUp(String text) throws IOException {
        byte[] damaged = text.getBytes(StandardCharsets.ISO_8859_1);
        Files.write(home.resolve("secret.key"), damaged);
        assertThatThrownBy(() -> KeyRotation.of(vault(), store, false))
                .hasMessageContaining("can not be understood: put back a copy of it that is whole")
                .hasMessageContaining("`tireless secret rotate-key --lost`");
        assertThat(home.resolve("secret.key")).hasBinaryContent(damaged);
        KeyRotation made = KeyRotation.of(vault(), store, true);
        assertThat(home.resolve("secret.key.aside-1")).hasBinaryContent(damaged);
        assertThat(made.notes())
                .singleElement()
                .asString()
                .contains("is kept as " + home.resolve("secret.key.aside-1"));
        Samples.apply(store, vault(), DOOR, "key-value", CODES);
        assertThat(vault().open(present(DOOR))).isEqualTo(CODES);
    }

    @Test
    void aFileOfANewerTirelessIsNotGivenUp() throws IOException {
        Files.writeString(home.resolve("secret.key"), "{\"format\":2}");
        assertThatThrownBy(() -> KeyRotation.of(vault(), store, true))
                .hasMessageContaining("a newer Tireless has written it");
        assertThat(home.resolve("secret.key")).hasContent("{\"format\":2}");
    }
}
