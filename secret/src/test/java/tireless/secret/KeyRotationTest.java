package tireless.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tireless.secret.Samples.CODES;
import static tireless.secret.Samples.DOOR;

import java.io.IOException;
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
        assertThat(KeyRotation.of(vault(), store.secrets(), false).sealed()).isEqualTo(3);
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
        assertThatThrownBy(() -> KeyRotation.of(vault(), store.secrets(), false, step -> {
                    if (step == last) {
                        throw new Killed();
                    }
                }))
                .isInstanceOf(Killed.class);
        allOpens();
        Samples.apply(store, vault(), GATE, "key-value", OLDER);
        KeyRotation.of(vault(), store.secrets(), false);
        assertThat(store.secrets().all()).hasSize(4).allSatisfy(secret -> vault().open(secret));
    }

    @Test
    void theVaultThatHasDoneItGoesOnSealingAndOpening() {
        Vault vault = vault();
        KeyRotation.of(vault, store.secrets(), false);
        SealedSecret sealed = vault.seal(Samples.revision(DOOR, 9), CODES);
        assertThat(vault().open(sealed)).isEqualTo(CODES);
    }

    @Test
    void isRefusedWhereSomethingCanNotBeRead() throws IOException {
        byte[] key = Files.readAllBytes(home.resolve("secret.key"));
        SealedSecret foreign =
                Vault.inMemory().seal(store.desired(GATE).orElseThrow().revision(), CODES);
        store.secrets().replace(List.of(foreign));
        assertThatThrownBy(() -> KeyRotation.of(vault(), store.secrets(), false))
                .hasMessageContaining("no key was changed: instance-secret -/gate");
        assertThat(home.resolve("secret.key")).hasBinaryContent(key);
        KeyRotation made = KeyRotation.of(vault(), store.secrets(), true);
        assertThat(made.sealed()).isEqualTo(2);
        assertThat(made.unread()).containsExactly("instance-secret -/gate");
        assertThat(store.secrets().all()).contains(foreign);
    }

    @Test
    void beginsAnewWhereTheKeyIsLostAndThatIsSaid() throws IOException {
        Files.delete(home.resolve("secret.key"));
        assertThatThrownBy(() -> KeyRotation.of(vault(), store.secrets(), false))
                .isInstanceOf(TirelessException.class);
        assertThat(home.resolve("secret.key")).doesNotExist();
        assertThat(KeyRotation.of(vault(), store.secrets(), true).unread()).hasSize(2);
        Samples.apply(store, vault(), DOOR, "key-value", CODES);
        assertThat(vault().open(store.secrets()
                        .find(store.desired(DOOR).orElseThrow().revision())
                        .orElseThrow()))
                .isEqualTo(CODES);
    }
}
