package tireless.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tireless.model.UnixAccount;

/** Which names of accounts a machine has, by its files. */
class LocalAccountsTest {
    private final Map<Path, String> files = new HashMap<>(Map.of(
            Path.of("/etc/passwd"), "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n",
            Path.of("/etc/group"), "adm:x:4:\n"));

    private final Disk disk = new Disk() {
        @Override
        public Kind at(Path path) {
            return files.containsKey(path) ? Kind.FILE : Kind.ABSENT;
        }

        @Override
        public byte[] read(Path file, int most) throws IOException {
            return files.get(file).getBytes(StandardCharsets.UTF_8);
        }
    };

    private String missing(String account) {
        return new LocalAccounts(disk)
                .missing(UnixAccount.parse(account).orElseThrow())
                .orElse("");
    }

    @Test
    void aNameThatNoFileHasIsMissing() {
        assertThat(missing("nosuchuser")).isEqualTo("account `nosuchuser`");
        assertThat(missing("nobody:nosuchgroup")).isEqualTo("group `nosuchgroup`");
        assertThat(missing("nobod")).isEqualTo("account `nobod`");
        assertThat(missing("nobody:adm")).isEmpty();
        assertThat(missing("4711:4712")).isEmpty();
    }

    @Test
    void whatIsLookedForElsewhereTooIsNotKnown() {
        files.put(Path.of("/etc/nsswitch.conf"), "passwd:  files systemd\ngroup: files\n");
        assertThat(missing("nosuchuser")).isNotEmpty();
        files.put(Path.of("/etc/nsswitch.conf"), "passwd:  files sss\ngroup: files\n");
        assertThat(missing("nosuchuser")).isEmpty();
        assertThat(missing("nobody:nosuchgroup")).isNotEmpty();
        files.clear();
        assertThat(missing("nosuchuser")).isEmpty();
    }
}
