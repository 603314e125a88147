package tireless.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain        | plain
            $HOME ${X}   | $HOME ${X}
            $(date)      | $$(date)
            $$           | $$$
            $$(X)        | $$$$(X)
            a$           | a$
            """)
    void whatKubernetesMakesOfItIsTheText(String text, String literal) {
        assertThat(Literal.of(text)).isEqualTo(literal);
        assertThat(expanded(literal)).isEqualTo(text);
    }

    /** As Kubernetes expands a text where no variable is known (its third_party/forked/golang/expansion). */
    private static String expanded(String text) {
        StringBuilder expanded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            expanded.append(text.charAt(i));
            if (text.charAt(i) == '$' && i + 1 < text.length() && text.charAt(i + 1) == '$') {
                i++;
            }
        }
        return expanded.toString();
    }
}
