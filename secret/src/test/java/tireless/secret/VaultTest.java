package tireless.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tireless.secret.Samples.CODES;
import static tireless.secret.Samples.DOOR;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.SecretValues;
import tireless.model.TirelessException;
import tireless.store.SealedSecret;

class VaultTest {
    private static final String LOCK = key(1);
    private static final ResourceKey GATE = new ResourceKey(ResourceType.SECRET, "public", "gate");

    @TempDir
    Path home;

    private static String key(int letter) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) letter;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private Vault vault() {
        return locked(Optional.empty());
    }

    private Vault locked(Optional<String> lock) {
        return Vault.of(home, lock, () -> Files.exists(home.resolve("something-is-sealed")));
    }

    private void somethingIsSealed() throws IOException {
        Files.createFile(home.resolve("something-is-sealed"));
    }

    @Test
    void opensWhatAnEarlierProcessHasSealed() {
        SealedSecret sealed = vault().seal(Samples.revision(DOOR, 1), CODES);
        assertThat(new String(
                        Base64.getDecoder().decode(sealed.sealed()), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("open-sesame", "code");
        assertThat(vault().open(sealed)).isEqualTo(CODES);
    }

    @Test
    void bytesThatAreNoTextComeBackAsTheyWere() {
        SecretValues binary =
                new SecretValues(Map.of("key.p12", new byte[] {0, -1, -128, 10, 13}, "empty", new byte[0]));
        Vault vault = vault();
        assertThat(vault.open(vault.seal(Samples.revision(DOOR, 1), binary))).isEqualTo(binary);
    }

    @Test
    void itsFileIsForItsOwnerAloneAndThereOnlyWhenSomethingIsSealed() throws IOException {
        Vault vault = vault();
        vault.fingerprints(DOOR, CODES);
        assertThat(home.resolve("secret.key")).doesNotExist();
        vault.seal(Samples.revision(DOOR, 1), CODES);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secret.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatWasNamedBeforeTheFileWasThereHasTheSameNameAfterwards() {
        Vault vault = vault();
        var before = vault.fingerprints(DOOR, CODES);
        vault.seal(Samples.revision(DOOR, 1), CODES);
        assertThat(vault().fingerprints(DOOR, CODES)).isEqualTo(before);
    }

    @Test
    void valuesOfAnotherRevisionOrAnotherSecretDoNotOpen() {
        Vault vault = vault();
        SealedSecret sealed = vault.seal(Samples.revision(DOOR, 1), CODES);
        SealedSecret other = vault.seal(Samples.revision(GATE, 1), CODES);
        SealedSecret swapped = new SealedSecret(DOOR, sealed.uid(), 1, other.sealed());
        SealedSecret older = new SealedSecret(DOOR, sealed.uid(), 2, sealed.sealed());
        assertThatThrownBy(() -> vault.open(swapped)).isInstanceOf(TirelessException.class);
        assertThatThrownBy(() -> vault.open(older))
                .hasMessage("the values of secret public/door are encrypted with another key than "
                        + home.resolve("secret.key"));
    }

    @Test
    void aFingerprintIsOfTheValueTheKeyAndTheSecret() {
        Vault vault = vault();
        byte[] value = {1, 2};
        assertThat(vault.fingerprint(DOOR, "code", value))
                .isEqualTo(vault.fingerprint(DOOR, "code", new byte[] {1, 2}));
        assertThat(vault.fingerprint(DOOR, "code", value))
                .isNotEqualTo(vault.fingerprint(DOOR, "code", new byte[] {1, 3}))
                .isNotEqualTo(vault.fingerprint(DOOR, "name", value))
                .isNotEqualTo(vault.fingerprint(GATE, "code", value))
                .isNotEqualTo(Vault.inMemory().fingerprint(DOOR, "code", value))
                .matches("[0-9a-f]{16}");
    }

    @Test
    void aKeyThatIsLostIsSaidAndNoOtherOneIsMade() throws IOException {
        SealedSecret sealed = vault().seal(Samples.revision(DOOR, 1), CODES);
        somethingIsSealed();
        Path key = home.resolve("secret.key");
        byte[] bytes = Files.readAllBytes(key);
        Files.delete(key);
        Vault vault = vault();
        assertThatThrownBy(() -> vault.open(sealed)).hasMessageContaining("secret.key, is not there: put it back");
        assertThatThrownBy(() -> vault.seal(Samples.revision(DOOR, 2), CODES)).hasMessageContaining("is not there");
        assertThat(key).doesNotExist();
        Files.write(key, bytes);
        assertThat(vault.open(sealed)).as("as soon as it is back").isEqualTo(CODES);
    }

    @Test
    void aFileThatIsNoKeyIsSaidAndLeftAsItIs() throws IOException {
        Path key = home.resolve("secret.key");
        Files.writeString(key, "{\"format\":1,\"locked\":false,\"values\":\"c2VjcmV0\",\"fingerprints\":\"\"}");
        assertThatThrownBy(() -> vault().seal(Samples.revision(DOOR, 1), CODES))
                .hasMessageContaining("can not be understood")
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
        assertThat(key).content().contains("c2VjcmV0");
    }

    @Test
    void withAKeyOfTheEnvironmentTheFileAloneOpensNothing() {
        SealedSecret sealed = locked(Optional.of(LOCK)).seal(Samples.revision(DOOR, 1), CODES);
        assertThat(locked(Optional.of(LOCK)).open(sealed)).isEqualTo(CODES);
        assertThatThrownBy(() -> vault().open(sealed))
                .hasMessageContaining("is locked, and TIRELESS_SECRET_KEY is not set");
        assertThatThrownBy(() -> locked(Optional.of(key(2))).open(sealed))
                .hasMessageContaining("is locked with another key than the one in TIRELESS_SECRET_KEY")
                .hasMessageNotContaining(key(2));
    }

    @Test
    void theKeyOfTheEnvironmentIsChangedByARotation() {
        SealedSecret sealed = locked(Optional.of(LOCK)).seal(Samples.revision(DOOR, 1), CODES);
        locked(Optional.of(key(2) + ", " + LOCK)).addKey();
        assertThat(locked(Optional.of(key(2))).open(sealed)).isEqualTo(CODES);
        assertThatThrownBy(() -> locked(Optional.of(LOCK)).open(sealed)).isInstanceOf(TirelessException.class);
    }

    @Test
    void aKeyOfTheEnvironmentThatIsNoneIsRefusedWithoutAWordOfIt() {
        assertThatThrownBy(() -> locked(Optional.of("hunter2")).seal(Samples.revision(DOOR, 1), CODES))
                .hasMessage(
                        "TIRELESS_SECRET_KEY is no key: it must be 32 bytes in base64, as `openssl rand -base64 32` makes them")
                .hasNoCause();
    }

    @Test
    void whatIsSealedWhileTheFileIsGoneOpensAlsoForTheNextProcess() throws IOException {
        Vault vault = vault();
        SealedSecret first = vault.seal(Samples.revision(DOOR, 1), CODES);
        somethingIsSealed();
        Files.delete(home.resolve("secret.key"));
        SealedSecret second = vault.seal(Samples.revision(DOOR, 2), CODES);
        assertThat(vault().open(first)).isEqualTo(CODES);
        assertThat(vault().open(second)).isEqualTo(CODES);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secret.key"))))
                .isEqualTo("rw-------");
        assertThat(vault.news()).singleElement().asString().contains("secret.key, was gone, and is written again");
        assertThat(vault.news()).as("told once").isEmpty();
    }

    @Test
    void whatIsSealedWhileTheFileIsDamagedOpensAlsoForTheNextProcess() throws IOException {
        Vault vault = vault();
        vault.seal(Samples.revision(DOOR, 1), CODES);
        Files.writeString(home.resolve("secret.key"), "");
        SealedSecret second = vault.seal(Samples.revision(DOOR, 2), CODES);
        assertThat(vault().open(second)).isEqualTo(CODES);
        assertThat(home.resolve("secret.key.aside-1")).isEmptyFile();
        assertThat(vault.news()).hasSize(1);
    }

    @Test
    void whatIsSealedWhileTheFileHasAnotherKeyLosesNeither() throws IOException {
        SealedSecret older = vault().seal(Samples.revision(DOOR, 1), CODES);
        byte[] first = Files.readAllBytes(home.resolve("secret.key"));
        Files.delete(home.resolve("secret.key"));
        Vault vault = vault();
        SealedSecret second = vault.seal(Samples.revision(DOOR, 2), CODES);
        Files.write(home.resolve("secret.key"), first);
        SealedSecret third = vault.seal(Samples.revision(DOOR, 3), CODES);
        for (SealedSecret sealed : List.of(older, second, third)) {
            assertThat(vault().open(sealed)).isEqualTo(CODES);
        }
    }

    @Test
    void aKeyThatIsPutThereBeforeTheFirstIsMadeIsTaken() throws IOException {
        SealedSecret older = vault().seal(Samples.revision(DOOR, 1), CODES);
        byte[] key = Files.readAllBytes(home.resolve("secret.key"));
        Files.delete(home.resolve("secret.key"));
        Vault vault = vault();
        vault.fingerprints(DOOR, CODES);
        Files.write(home.resolve("secret.key"), key);
        vault.seal(Samples.revision(DOOR, 2), CODES);
        assertThat(home.resolve("secret.key")).hasBinaryContent(key);
        assertThat(vault.open(older)).isEqualTo(CODES);
    }

    @Test
    void aFileThatOthersMayReadIsClosedToThem() throws IOException {
        Vault vault = vault();
        vault.seal(Samples.revision(DOOR, 1), CODES);
        assertThat(vault.close()).isFalse();
        Files.setPosixFilePermissions(home.resolve("secret.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(vault.isOpenToOthers()).isTrue();
        assertThat(vault.close()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secret.key"))))
                .isEqualTo("rw-------");
    }
}
