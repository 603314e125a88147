package tireless.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void anAmountIsShortAndInTheUnitsOfManifests() {
        assertThat(Bytes.of(0)).isEqualTo("0 B");
        assertThat(Bytes.of(1023)).isEqualTo("1023 B");
        assertThat(Bytes.of(4096)).isEqualTo("4 KiB");
        assertThat(Bytes.of(12_900_000)).isEqualTo("12.3 MiB");
        assertThat(Bytes.of((1L << 30) - 1)).isEqualTo("1 GiB");
        assertThat(Bytes.of(Long.MAX_VALUE)).isEqualTo("8 EiB");
    }
}
