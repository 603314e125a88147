package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeOutputTest {
    private static String shown(Map<String, String> environment, String... written) {
        ProbeOutput output = new ProbeOutput(environment);
        output.add("running\n".getBytes(StandardCharsets.US_ASCII));
        for (String text : written) {
            output.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return output.text();
    }

    @Test
    void namesTheVariableInsteadOfItsValue() {
        assertThat(shown(Map.of("KEY", "abcdefgh12"), "got abcdefgh", "12\n")).isEqualTo("got $KEY");
    }

    @Test
    void aValueThatIsLongerThanWhatIsShownIsNotShownInPart() {
        String key = "0123456789".repeat(1000);
        assertThat(shown(Map.of("KEY", key), "A=1\nKEY=" + key + "\n")).isEqualTo("A=1 KEY=$KEY");
    }

    @Test
    void theEndOfAValueWhoseBeginningIsNotKeptIsNotShown() {
        String key = "0123456789".repeat(1000);
        String text = shown(Map.of("KEY", key), key, "\n", (key + "\n").repeat(30));
        assertThat(text).doesNotContain("0123").contains("$KEY");
    }

    @Test
    void oneLineOfAValueOfSeveralIsMaskedToo() {
        assertThat(shown(Map.of("PEM", "-----BEGIN\nsecretsecret\n-----END-"), "line: secretsecret\n"))
                .isEqualTo("line: $PEM");
    }

    @Test
    void ofMuchTheEndIsShown() {
        assertThat(shown(Map.of(), "x\n".repeat(100_000) + "last\n"))
                .endsWith("x last")
                .startsWith("…");
    }
}
