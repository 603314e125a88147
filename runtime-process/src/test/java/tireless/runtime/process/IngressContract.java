package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.model.AttemptId;
import tireless.model.Network;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.RunSpec;
import tireless.model.SlotId;
import tireless.runtime.Notice;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;

/** What is noticed of workers that listen; on real processes and sockets. */
abstract class IngressContract extends RuntimeFixture {
    /** Listens at every address that it is given, says the ports in one line, and goes on by what the last argument says. */
    private static final String LISTENER = """
            use Socket qw(:DEFAULT inet_pton pack_sockaddr_in6 unpack_sockaddr_in6 IPPROTO_IPV6 IPV6_V6ONLY);
            $| = 1; $^F = 100;
            my $then = pop; my @open; my @ports;
            for my $address (@ARGV) {
                my $six = $address =~ /:/;
                my $family = $six ? AF_INET6 : AF_INET;
                socket(my $socket, $family, SOCK_STREAM, 0) or die "socket: $!";
                my $raw = inet_pton($family, $address);
                bind($socket, $six ? pack_sockaddr_in6(0, $raw) : pack_sockaddr_in(0, $raw)) or die "bind: $!";
                listen($socket, 5) or die "listen: $!";
                push @open, $socket;
                push @ports, $six ? (unpack_sockaddr_in6(getsockname $socket))[0] : (unpack_sockaddr_in(getsockname $socket))[0];
            }
            print "@ports\\n";
            if ($then eq 'give') { exec 'sleep', '1000' unless fork; exit 0 }
            if ($then eq 'close') { select undef, undef, undef, 0.01 until -e 'close'; @open = (); sleep 1000 }
            sleep 1000;
            """;

    private Path listener;

    @BeforeEach
    void writeListener() throws IOException {
        listener = Files.writeString(folder.resolve("listen.pl"), LISTENER);
    }

    final String perl(String arguments) {
        return "perl " + listener + " " + arguments;
    }

    /** Runs a script as the first attempt, and gives the first line that it says. */
    final String firstWord(String script) {
        shell(1, script);
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            return log.next();
        }
    }

    @Test
    void aWorkerThatListensForOthersIsNoticed() {
        String port = firstWord("exec " + perl("0.0.0.0 wait"));
        assertThat(news.nextNotice()).isEqualTo(new Notice.Listens(List.of("0.0.0.0:" + port)));
    }

    @Test
    void everyAddressIsToldSortedAndLoopbackIsNot() {
        String[] ports = firstWord("exec " + perl("127.0.0.1 :: ::1 0.0.0.0 ::ffff:127.0.0.1 ::ffff:0.0.0.0 wait"))
                .split(" ", -1);
        List<String> all = Stream.of("0.0.0.0:" + ports[3], "0.0.0.0:" + ports[5], "[::]:" + ports[1])
                .sorted()
                .toList();
        List<String> told = List.of();
        // A look may have come while it had begun with some of them.
        while (told.size() < all.size()) {
            told = ((Notice.Listens) news.nextNotice()).addresses();
        }
        assertThat(told).isEqualTo(all);
    }

    @Test
    void itIsToldWhenAWorkerHasStoppedToListen() throws IOException {
        String port = firstWord("exec " + perl("0.0.0.0 close"));
        assertThat(news.nextNotice()).isEqualTo(new Notice.Listens(List.of("0.0.0.0:" + port)));
        Files.createFile(folder.resolve("close"));
        assertThat(news.nextNotice()).isEqualTo(new Notice.Listens(List.of()));
    }

    @Test
    void aGrandchildInASessionOfItsOwnCounts() {
        String port = firstWord("(setsid " + perl("0.0.0.0 wait") + " &); exec sleep 1000");
        assertThat(news.nextNotice()).isEqualTo(new Notice.Listens(List.of("0.0.0.0:" + port)));
    }

    @Test
    void aSocketThatWasInheritedCounts() {
        String port = firstWord(perl("0.0.0.0 give") + "; exec sleep 1000");
        assertThat(news.nextNotice()).isEqualTo(new Notice.Listens(List.of("0.0.0.0:" + port)));
    }

    @Test
    void theNextDriverNoticesItAgain() throws IOException {
        String port = firstWord("exec " + perl("0.0.0.0 wait"));
        assertThat(news.nextNotice()).isEqualTo(new Notice.Listens(List.of("0.0.0.0:" + port)));
        reopen();
        assertThat(driver.recover()).hasSize(1);
        assertThat(news.nextNotice()).isEqualTo(new Notice.Listens(List.of("0.0.0.0:" + port)));
    }

    @Test
    void theNextAttemptBeginsWithoutAFault() {
        String port = firstWord("exec " + perl("0.0.0.0 wait"));
        assertThat(news.nextNotice()).isEqualTo(new Notice.Listens(List.of("0.0.0.0:" + port)));
        driver.kill(attempt(1));
        awaitEnd(1);
        shell(2, "exec " + perl("127.0.0.1 ::1 wait"));
        shellOf(other(ResourceType.WORKER), "exec " + perl("0.0.0.0 wait"));
        // It came later, and nothing was told in between.
        assertThat(((Notice.Listens) news.nextNotice()).addresses()).hasSize(1);
        end(other(ResourceType.WORKER));
    }

    @Test
    void aServiceMayListen() {
        AttemptId service = other(ResourceType.SERVICE);
        shellOf(service, "exec " + perl("0.0.0.0 wait"));
        try (FollowedLog log = new FollowedLog(driver.log(service.slot()))) {
            log.next();
        }
        String port = firstWord("exec " + perl("0.0.0.0 wait"));
        assertThat(news.nextNotice()).isEqualTo(new Notice.Listens(List.of("0.0.0.0:" + port)));
        end(service);
    }

    @Test
    void whatListensInANetworkOfItsOwnIsReachedByNobody() throws IOException {
        assumeTrue(
                new OwnNetwork().find(false) instanceof OwnNetwork.Way.Open,
                "this account may not make a network here");
        AttemptId alone = other(ResourceType.WORKER);
        RunSpec plain = run("/bin/sh", "-c", "exec " + perl("0.0.0.0 :: wait"));
        driver.start(new StartRequest(
                alone,
                RECORD,
                new RunSpec(plain.command(), folder, plain.environment(), plain.limits(), plain.stop(), Network.NONE)));
        try (FollowedLog log = new FollowedLog(driver.log(alone.slot()))) {
            assertThat(log.next()).contains(" ");
        }
        String port = firstWord("exec " + perl("0.0.0.0 close"));
        assertThat(news.nextNotice()).isEqualTo(new Notice.Listens(List.of("0.0.0.0:" + port)));
        Files.createFile(folder.resolve("close"));
        assertThat(news.nextNotice()).isEqualTo(new Notice.Listens(List.of()));
        end(alone);
    }

    private static AttemptId other(ResourceType type) {
        return new AttemptId(new SlotId(new ResourceKey(type, "public", "other"), 0), 1);
    }

    private void shellOf(AttemptId attempt, String script) {
        StartResult result = driver.start(new StartRequest(attempt, RECORD, run("/bin/sh", "-c", script)));
        assertThat(result).isInstanceOf(StartResult.Started.class);
    }

    private void end(AttemptId attempt) {
        driver.kill(attempt);
        assertThat(news.nextEnd()).isEqualTo(attempt);
        assertThat(driver.settle(attempt)).isInstanceOf(Verdict.Dead.class);
    }
}
