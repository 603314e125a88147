package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.model.Exit;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.RunSpec;
import tireless.model.Signal;
import tireless.model.StopPolicy;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;
import tireless.throughput.Notification;

/** What a worker has that asks for a network of its own. */
class OwnNetworkTest extends RuntimeFixture {
    private static final String INTERFACES =
            "while read -r name _; do case $name in *:*) echo ${name%%:*};; esac; done </proc/net/dev";
    private static final String TALK = """
            use Socket; $| = 1;
            socket(my $all, PF_INET, SOCK_STREAM, 0); bind($all, pack_sockaddr_in(0, INADDR_ANY)) or die "bind: $!"; listen($all, 1);
            my ($port) = unpack_sockaddr_in(getsockname $all);
            socket(my $near, PF_INET, SOCK_STREAM, 0); connect($near, pack_sockaddr_in($port, INADDR_LOOPBACK)) or die "near: $!";
            socket(my $far, PF_INET, SOCK_STREAM, 0); connect($far, pack_sockaddr_in(53, inet_aton('192.0.2.1'))) and die 'far';
            print "far: $!\\n";
            socket(my $say, PF_UNIX, SOCK_DGRAM, 0); send($say, 'READY=1', 0, pack_sockaddr_un($ENV{NOTIFY_SOCKET})) or die "say: $!";
            sleep 1000;
            """;

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }

    @BeforeEach
    void needNetworks() throws IOException {
        OwnNetwork.Way way = new OwnNetwork().find(false);
        assumeTrue(way instanceof OwnNetwork.Way.Open, way.toString());
    }

    private StartResult startAlone(int number, String... command) {
        RunSpec plain = run(command);
        RunSpec alone = new RunSpec(
                plain.command(), folder, plain.environment(), Limits.NONE, StopPolicy.DEFAULT, Network.NONE);
        return driver.start(new StartRequest(attempt(number), RECORD, alone));
    }

    @Test
    void aProbeRunsInItToo() throws IOException {
        assumeTrue(OwnNetwork.into(1).isPresent(), "only root may enter it");
        startAlone(1, "/bin/sh", "-c", "echo up; exec sleep 1000");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
        }
        RunSpec alone =
                new RunSpec(List.of("sleep"), folder, new TreeMap<>(), Limits.NONE, StopPolicy.DEFAULT, Network.NONE);
        ProbeResult result = driver.probe(new ProbeRequest(
                attempt(1), alone, List.of("/bin/sh", "-c", INTERFACES + "; exit 3"), Duration.ofSeconds(20)));
        assertThat(result).isEqualTo(new ProbeResult.Failed(3, "lo"));
    }

    @Test
    void onlyLoopbackIsInIt() {
        startAlone(1, "/bin/sh", "-c", INTERFACES + "; exec sleep 1000");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("lo");
        }
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(Signal.TERM));
        assertThat(driver.log(SLOT).tail(10)).hasSize(1);
    }

    @Test
    void loopbackAndTheNotificationSocketWorkAndNothingElseDoes() throws IOException {
        Path talk = Files.writeString(folder.resolve("talk.pl"), TALK);
        startAlone(1, "perl", talk.toString());
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("far: Network is unreachable");
        }
        assertThat(news.nextNotification()).isEqualTo(Notification.parse("READY=1".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theProcessThatIsWatchedBecomesTheCommandWithItsArguments() {
        long pid = ((StartResult.Started)
                        startAlone(1, "/bin/sh", "-c", "echo $$ \"$@\"; exec sleep 1000", "sh", "-n", "a  b", "$x"))
                .pid();
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo(pid + " -n a  b $x");
        }
    }

    /** As for an account that is not root: what it does is done by way of user namespaces, and it is itself in the end. */
    @Test
    void anOrdinaryAccountGetsOneToo() throws IOException, InterruptedException {
        assumeTrue("0".equals(said(List.of("id", "-u"))), "only root can become another account");
        List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        command.addAll(OwnNetwork.ways("/usr/bin/unshare", 65534, 65534).getLast());
        command.addAll(List.of("/bin/sh", "-c", "id -u; " + INTERFACES));
        assertThat(said(command)).isEqualTo("65534\nlo");
    }

    private static String said(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }
}
