package tireless.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static tireless.secret.Samples.CODES;
import static tireless.secret.Samples.DOOR;
import static tireless.secret.Samples.use;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.SecretProjection;
import tireless.model.SecretProjection.Kind;
import tireless.model.SecretValues;
import tireless.runtime.SecretSource.Answer;
import tireless.store.Store;
import tireless.store.memory.MemoryStore;

class StoredSecretsTest {
    private static final ResourceKey OF_THE_INSTANCE =
            new ResourceKey(ResourceType.INSTANCE_SECRET, ResourceKey.INSTANCE, "door");

    private final Store store = new MemoryStore();
    private final Vault vault = Vault.inMemory();
    private final StoredSecrets secrets = new StoredSecrets(store, vault);

    private Answer open(Kind kind, String... keys) {
        return secrets.open(use(kind, keys));
    }

    @Test
    void allKeysOrThoseThatAreNamed() {
        Samples.apply(store, vault, DOOR, "key-value", CODES);
        assertThat(open(Kind.ENV_VARS)).isEqualTo(new Answer.Opened(CODES));
        assertThat(open(Kind.FILE, "name")).isEqualTo(new Answer.Opened(SecretValues.ofTexts(Map.of("name", "ali"))));
    }

    @Test
    void aSecretOfTheWorkspaceComesBeforeOneOfTheInstance() {
        Samples.apply(store, vault, OF_THE_INSTANCE, "key-value", SecretValues.ofTexts(Map.of("code", "other")));
        assertThat(open(Kind.ENV_VARS)).isEqualTo(new Answer.Opened(SecretValues.ofTexts(Map.of("code", "other"))));
        Samples.apply(store, vault, DOOR, "key-value", CODES);
        assertThat(open(Kind.ENV_VARS)).isEqualTo(new Answer.Opened(CODES));
    }

    @Test
    void whatIsMissingIsSaidWithoutAValue() {
        assertThat(open(Kind.ENV_VARS))
                .isEqualTo(new Answer.Missing(
                        "there is no secret `door`, neither in the workspace `public` nor of the instance"));
        Samples.apply(store, vault, DOOR, "key-value", CODES);
        assertThat(open(Kind.ENV_VARS, "code", "bell"))
                .isEqualTo(new Answer.Missing("secret public/door has no key `bell`"));
    }

    @Test
    void valuesThatCanNotBeReadAreMissingWithTheReason() {
        Samples.apply(store, Vault.inMemory(), DOOR, "key-value", CODES);
        assertThat(open(Kind.ENV_VARS))
                .isInstanceOfSatisfying(
                        Answer.Missing.class,
                        missing -> assertThat(missing.cause())
                                .isEqualTo(
                                        "the values of secret public/door are encrypted with another key than that of this run"));
    }

    @Test
    void propertiesAreOneTextAsVariableAndFileAndPairsForAFileOfProperties() throws IOException {
        SecretValues pairs = SecretValues.ofTexts(Map.of("path", "C:\\new\n folder", "lead", " x", "ä.key", "ü=1"));
        Samples.apply(store, vault, DOOR, "key-value-properties", pairs);
        assertThat(open(Kind.PROP_FILE)).isEqualTo(new Answer.Opened(pairs));
        assertThat(open(Kind.PROP_FILE, "public_door")).isEqualTo(new Answer.Opened(pairs));
        assertThat(open(Kind.FILE, "lead")).isEqualTo(new Answer.Opened(SecretValues.ofTexts(Map.of("lead", " x"))));
        for (Answer folded : new Answer[] {open(Kind.ENV_VARS), open(Kind.FILE, "public_door")}) {
            SecretValues values = ((Answer.Opened) folded).values();
            assertThat(values.keys()).containsExactly("public_door");
            Properties read = new Properties();
            read.load(new StringReader(values.text("public_door")));
            assertThat(read).isEqualTo(Map.of("path", "C:\\new\n folder", "lead", " x", "ä.key", "ü=1"));
        }
    }

    @Test
    void bytesThatAreNoTextAreInTheOneTextAsTheyAre() {
        byte[] raw = {-1, -2, '\n'};
        Samples.apply(store, vault, DOOR, "key-value-properties", new SecretValues(Map.of("raw", raw)));
        SecretValues values = ((Answer.Opened) open(Kind.FILE)).values();
        assertThat(values.bytes("public_door")).isEqualTo(new byte[] {'r', 'a', 'w', '=', -1, -2, '\\', 'n', '\n'});
    }

    private String fingerprint(SecretProjection use) {
        return DeclaredSecret.of(
                        DOOR, store.desired(DOOR).orElseThrow().revision().spec())
                .flatMap(declared -> declared.fingerprint(use))
                .orElse("none");
    }

    @Test
    void theFingerprintOfAUseIsOfWhatIsHandedOver() {
        Samples.apply(store, vault, DOOR, "key-value", CODES);
        String all = fingerprint(use(Kind.ENV_VARS));
        String name = fingerprint(use(Kind.ENV_VARS, "name"));
        assertThat(fingerprint(use(Kind.ENV_VARS, "bell"))).isEqualTo("none");
        Samples.apply(store, vault, DOOR, "key-value", SecretValues.ofTexts(Map.of("code", "new", "name", "ali")));
        assertThat(fingerprint(use(Kind.ENV_VARS))).isNotEqualTo(all);
        assertThat(fingerprint(use(Kind.ENV_VARS, "name"))).isEqualTo(name);
        Samples.apply(store, vault, DOOR, "key-value-properties", CODES);
        assertThat(fingerprint(use(Kind.ENV_VARS)))
                .as("it is handed over otherwise")
                .isNotEqualTo(all);
    }
}
