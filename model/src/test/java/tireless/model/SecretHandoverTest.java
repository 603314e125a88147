package tireless.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.model.SecretProjection.Kind;

class SecretHandoverTest {
    private static SecretHandover.Opened secret(String name, Kind kind, Map<String, String> values) {
        SecretProjection projection = new SecretProjection(name, "lab", List.of(), kind, Optional.empty());
        return new SecretHandover.Opened(projection, SecretValues.ofTexts(values));
    }

    @Test
    void ofTwoFilesOfOneNameTheFirstCountsAndBothAreThereByTheirWholeNames() {
        SecretHandover handover = SecretHandover.of(
                List.of(secret("a", Kind.FILE, Map.of("k", "1")), secret("b", Kind.FILE, Map.of("k", "2"))));
        assertThat(handover.files().keySet()).containsExactly("a_k", "b_k", "k");
        assertThat(new String(handover.files().get("k"), StandardCharsets.UTF_8))
                .isEqualTo("1");
    }

    @Test
    void ofTwoVariablesOfOneNameTheLastCounts() {
        SecretHandover handover = SecretHandover.of(
                List.of(secret("a", Kind.ENV_VARS, Map.of("K", "1")), secret("b", Kind.ENV_VARS, Map.of("K", "2"))));
        assertThat(handover.variables()).isEqualTo(Map.of("K", "2"));
    }

    @Test
    void whatThePlatformSetsItselfIsLeftOut() {
        SecretHandover handover =
                SecretHandover.of(List.of(secret("a", Kind.ENV_VARS, Map.of("TIRELESS_ATTEMPT", "x", "B", "y"))));
        assertThat(handover.variables()).isEqualTo(Map.of("B", "y"));
        assertThat(handover.warnings()).singleElement().asString().contains("`TIRELESS_ATTEMPT`");
    }

    @Test
    void aKeyThatLeadsElsewhereIsNoFile() {
        SecretHandover handover =
                SecretHandover.of(List.of(secret("a", Kind.FILE, Map.of("../x", "1", "..", "2", "ok", "3"))));
        assertThat(handover.files().keySet()).containsExactly("a_ok", "ok");
        assertThat(handover.warnings()).singleElement().asString().contains("`..`, `../x`");
    }

    private static SecretHandover binary(Kind kind) {
        SecretProjection projection = new SecretProjection("a", "lab", List.of(), kind, Optional.empty());
        return SecretHandover.of(List.of(new SecretHandover.Opened(
                projection,
                new SecretValues(Map.of(
                        "raw", new byte[] {-1, -2},
                        "nul", new byte[] {'x', 0},
                        "text", "é".getBytes(StandardCharsets.UTF_8))))));
    }

    @Test
    void whatNoVariableCanHaveIsLeftOutAndSaidWithItsSecretAndItsKey() {
        SecretHandover handover = binary(Kind.ENV_VARS);
        assertThat(handover.variables()).isEqualTo(Map.of("text", "é"));
        assertThat(handover.warnings())
                .containsExactly(
                        "these keys of the secret `a` hold bytes that no environment variable can have, and are left out: `nul`, `raw`");
    }

    @Test
    void whatIsNoTextIsLeftOutOfAFileOfPropertiesAndSaid() {
        SecretHandover handover = binary(Kind.PROP_FILE);
        assertThat(new String(handover.files().get("a.properties"), StandardCharsets.UTF_8))
                .doesNotContain("raw", "\ufffd")
                .contains("text=é");
        assertThat(handover.warnings())
                .singleElement()
                .asString()
                .contains("secret `a`")
                .endsWith(": `raw`");
    }

    @Test
    void aFileHasTheVeryBytes() {
        SecretHandover handover = binary(Kind.FILE);
        assertThat(handover.files().get("raw")).isEqualTo(new byte[] {-1, -2});
        assertThat(handover.files().get("a_nul")).isEqualTo(new byte[] {'x', 0});
        assertThat(handover.warnings()).isEmpty();
    }

    @Test
    void itsTextHasNoValue() {
        SecretHandover handover = SecretHandover.of(
                List.of(secret("a", Kind.FILE, Map.of("k", "hush")), secret("a", Kind.ENV_VARS, Map.of("k", "hush"))));
        assertThat(handover.toString()).doesNotContain("hush").contains("a_k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a b ", "=:#!", "\\u0041\\", "two\nlines\r\n\tx\f", "é漢😀", "a=b:c"})
    void propertiesAreReadAsTheyWereWritten(String text) throws IOException {
        Properties read = new Properties();
        read.load(new StringReader(PropertiesText.of(SecretValues.ofTexts(Map.of(text, text, "other", text)))));
        assertThat(read).isEqualTo(Map.of(text, text, "other", text));
    }
}
