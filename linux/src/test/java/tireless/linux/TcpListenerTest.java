package tireless.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpListenerTest {
    private static final String REST =
            " 00000000:00000000 00:00000000 00000000  1000        0 48213 1 0000000000000000 100 0 0 10 0";

    private static TcpListener listener(String local) {
        String remote = "0".repeat(local.indexOf(':')) + ":0000";
        return TcpListener.parse("   3: " + local + " " + remote + " 0A" + REST).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "00000000:1F90,                         0.0.0.0:8080,              false",
        "0100007F:0050,                         127.0.0.1:80,              true",
        "3500017F:0035,                         127.1.0.53:53,             true",
        "0502000A:FFFF,                         10.0.2.5:65535,            false",
        "00000000000000000000000000000000:1F90, [::]:8080,                 false",
        "00000000000000000000000001000000:1F90, [::1]:8080,                true",
        "0000000000000000FFFF000000000000:1F90, 0.0.0.0:8080,              false",
        "0000000000000000FFFF00000100007F:1F90, 127.0.0.1:8080,            true",
        "0000000000000000FFFF00000502000A:1F90, 10.0.2.5:8080,             false",
        "000080FE00000000FF005450100000FE:0016, [fe80::5054:ff:fe00:10]:22, false",
        "B80D0120000000000000000001000100:0016, [2001:db8::1:1]:22,        false",
        "B80D0120010000000200000003000000:0016, [2001:db8:0:1:0:2:0:3]:22, false"
    })
    void anAddressIsWrittenAsPeopleDo(String local, String endpoint, boolean loopback) {
        assertThat(listener(local)).isEqualTo(new TcpListener(endpoint, loopback, 48213));
    }

    @Test
    void aConnectionDoesNotListen() {
        String line = "   4: 0502000A:0016 0202000A:D431 01" + REST;
        assertThat(TcpListener.parse(line)).isEmpty();
    }

    @Test
    void tornTextIsNoSocket() {
        String whole =
                "   3: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 48213";
        assertThat(TcpListener.parse(whole)).isPresent();
        for (int length = 0; length < whole.length() - 5; length++) {
            assertThat(TcpListener.parse(whole.substring(0, length))).isEmpty();
        }
        assertThat(TcpListener.parse(whole.replace("00000000:1F90", "00000:1F90")))
                .isEmpty();
        assertThat(TcpListener.parse(whole.replace("00000000:1F90", "000000000")))
                .isEmpty();
        assertThat(TcpListener.parse(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"))
                .isEmpty();
    }

    @Test
    void aSocketOfThisProcessIsFound() throws IOException {
        long self = ProcessHandle.current().pid();
        NetworkNamespace network = NetworkNamespace.of(self).orElseThrow();
        String endpoint;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            endpoint = "127.0.0.1:" + socket.getLocalPort();
            TcpListener found = network.listeners().stream()
                    .filter(listener -> listener.endpoint().equals(endpoint))
                    .findFirst()
                    .orElseThrow();
            Set<Long> open = new HashSet<>();
            ProcessSockets.each(self, open::add);
            assertThat(open).contains(found.inode());
        }
        assertThat(network.listeners())
                .noneMatch(listener -> listener.endpoint().equals(endpoint));
    }

    @Test
    void aProcessThatIsOverHasNothing() {
        assertThat(NetworkNamespace.of(Integer.MAX_VALUE)).isEmpty();
        Set<Long> open = new HashSet<>();
        ProcessSockets.each(Integer.MAX_VALUE, open::add);
        assertThat(open).isEmpty();
    }
}
