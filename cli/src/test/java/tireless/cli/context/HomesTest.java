package tireless.cli.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomesTest {
    private static final Path ACCOUNT = Path.of("/home/account");

    @Test
    void theHomeOfTheEnvironmentWins() {
        assertThat(Homes.user(Map.of("HOME", "/elsewhere"), ACCOUNT)).isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void withoutOneItIsTheAccounts() {
        assertThat(Homes.user(Map.of(), ACCOUNT)).isEqualTo(ACCOUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative/home", "~"})
    void whatIsNoAbsolutePathIsPassedOver(String home) {
        assertThat(Homes.user(Map.of("HOME", home), ACCOUNT)).isEqualTo(ACCOUNT);
    }
}
