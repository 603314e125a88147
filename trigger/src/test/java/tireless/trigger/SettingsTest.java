package tireless.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the value of a key comes from: KEDA's order of sources. */
class SettingsTest {
    private static final TriggerKey KEY =
            TriggerKey.text("address", "where").from(Source.METADATA, Source.AUTHENTICATION, Source.ENVIRONMENT);

    private static Settings of(
            Map<String, String> metadata, Map<String, String> authentication, Map<String, String> environment) {
        return Settings.of(List.of(KEY), metadata, authentication, environment);
    }

    @Test
    void theFirstSourceThatHasAValueWins() {
        Map<String, String> environment = Map.of("REDIS", "env");
        assertThat(of(Map.of("address", "meta", "addressFromEnv", "REDIS"), Map.of("address", "auth"), environment)
                        .the("address"))
                .isEqualTo("meta");
        assertThat(of(Map.of("addressFromEnv", "REDIS"), Map.of("address", "auth"), environment)
                        .the("address"))
                .isEqualTo("auth");
        assertThat(of(Map.of("addressFromEnv", "REDIS"), Map.of(), environment).the("address"))
                .isEqualTo("env");
    }

    @Test
    void blanksCountAsAbsentAndValuesAreTrimmed() {
        assertThat(of(Map.of("address", "  "), Map.of("address", " auth\n"), Map.of())
                        .the("address"))
                .isEqualTo("auth");
        assertThat(of(Map.of("addressFromEnv", "GONE"), Map.of(), Map.of()).has("address"))
                .isFalse();
        assertThat(of(Map.of("addressFromEnv", " REDIS "), Map.of(), Map.of("REDIS", "env"))
                        .the("address"))
                .isEqualTo("env");
    }

    @Test
    void anotherOrderIsAnotherValue() {
        TriggerKey turned = KEY.from(Source.AUTHENTICATION, Source.METADATA);
        assertThat(Settings.of(List.of(turned), Map.of("address", "meta"), Map.of("address", "auth"), Map.of())
                        .the("address"))
                .isEqualTo("auth");
    }

    @Test
    void whatMayStillComeIsUnsure() {
        assertThat(Settings.written(List.of(KEY), Map.of(), true).isUnsure("address"))
                .isTrue();
        assertThat(Settings.written(List.of(KEY), Map.of(), false).isUnsure("address"))
                .isFalse();
        assertThat(Settings.written(List.of(KEY), Map.of("addressFromEnv", "REDIS"), false)
                        .isUnsure("address"))
                .isTrue();
    }

    @Test
    void whatDidNotStandInTheMetadataIsSecret() {
        assertThat(of(Map.of("address", "meta"), Map.of(), Map.of()).secrets()).isEmpty();
        assertThat(of(Map.of(), Map.of("address", "auth"), Map.of()).secrets()).containsExactly("auth");
    }
}
