package tireless.runtime.process.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewritingTest {
    private static final Rewriting REWRITING = new Rewriting(List.of(
            new Bind(Path.of("/h/c"), Path.of("/etc/dataos/config"), true),
            new Bind(Path.of("/h/$1"), Path.of("/data"), true),
            new Bind(Path.of("/h/in"), Path.of("/data/in"), true)));

    @ParameterizedTest
    @CsvSource({
        "/etc/dataos/config, /h/c",
        "/etc/dataos/config/a.yaml, /h/c/a.yaml",
        "--config=/etc/dataos/config/a, --config=/h/c/a",
        "a:/etc/dataos/config:/data, a:/h/c:/h/$1",
        "file:///etc/dataos/config/a, file:///h/c/a",
        "'cat /etc/dataos/config/a; ls /data', 'cat /h/c/a; ls /h/$1'",
        "/data/in/x, /h/in/x",
        "/data/inner, /h/$1/inner",
        "/etc/dataos/configs, /etc/dataos/configs",
        "/etc/dataos/config-old, /etc/dataos/config-old",
        "/mnt/etc/dataos/config, /mnt/etc/dataos/config",
        "x/data, x/data",
        "./data, ./data",
    })
    void wholePathsAloneAreReplaced(String written, String rewritten) {
        assertThat(REWRITING.of(written)).isEqualTo(rewritten);
    }
}
