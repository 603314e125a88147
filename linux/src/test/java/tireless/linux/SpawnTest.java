package tireless.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process gets from the one that starts it, and how it is let go. */
class SpawnTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    /** All that a shell script prints, which runs as the new process. */
    private static String output(String script) throws IOException {
        return output(script, "");
    }

    private static String output(String script, String told) throws IOException {
        try (Pipe pipe = Pipe.open();
                Pipe input = Pipe.open()) {
            long pid = new Spawn(List.of("/bin/sh", "-c", script), input.reading(), pipe.writing()).start();
            pipe.writing().close();
            assertThat(input.write(told.getBytes(StandardCharsets.UTF_8), PATIENCE))
                    .isTrue();
            input.writing().close();
            StringBuilder text = new StringBuilder();
            for (byte[] part = OpenFile.read(pipe.reading(), 4096);
                    part.length > 0;
                    part = OpenFile.read(pipe.reading(), 4096)) {
                text.append(new String(part, StandardCharsets.UTF_8));
            }
            reap(pid);
            return text.toString();
        }
    }

    private static void reap(long pid) throws IOException {
        try (Pidfd child = Pidfd.open(pid).orElseThrow()) {
            assertThat(child.awaitEnd(PATIENCE)).isTrue();
            assertThat(ProcessStat.of(pid)).isPresent();
            child.reap();
            assertThat(ProcessStat.of(pid)).isEmpty();
        }
    }

    @Test
    void itReadsWhatItIsToldAndKnowsNoVariableOfItsParent() throws IOException {
        assertThat(output("wc -l; cat /proc/$$/environ", "said\n".repeat(100_000)))
                .isEqualTo("100000\n");
    }

    @Test
    void aPipeTakesMoreThanItHoldsAndSaysWhenNobodyReads() throws IOException {
        byte[] much = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (Pipe pipe = Pipe.open()) {
            assertThat(pipe.write(much, Duration.ofMillis(1))).isFalse();
            pipe.reading().close();
            assertThatThrownBy(() -> pipe.write(much, PATIENCE)).hasMessageContaining("broken pipe");
        }
    }

    @Test
    void itLeadsASessionOfItsOwnInWhichNoSignalIsIgnoredOrBlocked() throws IOException {
        ProcessStat self = ProcessStat.of(ProcessHandle.current().pid()).orElseThrow();
        String[] words = output("read -r pid _ _ _ group session _ </proc/self/stat; echo $$ $group $session"
                        + "; grep -E 'SigBlk|SigIgn' /proc/self/status")
                .split("\\s+");
        assertThat(words[1]).isEqualTo(words[0]);
        assertThat(words[2]).isEqualTo(words[0]).isNotEqualTo(Long.toString(self.session()));
        assertThat(words).contains("SigBlk:", "SigIgn:");
        assertThat(standardSignals(words[4])).isZero();
        assertThat(standardSignals(words[6])).isZero();
    }

    /** 1 to 31; the next two belong to the C library. */
    private static long standardSignals(String mask) {
        return Long.parseUnsignedLong(mask, 16) & 0x7fff_ffff;
    }

    @Test
    void itHasNoDescriptorOfItsParent() throws IOException {
        try (var _ = new RandomAccessFile(folder.resolve("open").toFile(), "rw")) {
            assertThat(output("ls /proc/$$/fd")).isEqualTo("0\n1\n2\n");
            OpenDescriptors.closeOnExec();
            assertThat(output("ls /proc/$$/fd")).isEqualTo("0\n1\n2\n");
        }
    }

    @Test
    void whatCannotBeStartedIsSaidAndLeavesNothing() throws IOException {
        try (Pipe pipe = Pipe.open()) {
            List<String> huge = new ArrayList<>(List.of("/bin/true", "x".repeat(1 << 22)));
            assertThatThrownBy(() -> new Spawn(huge, pipe.reading(), pipe.writing()).start())
                    .hasMessageContaining("argument list too long");
            assertThatThrownBy(() -> new Spawn(List.of("/none"), pipe.reading(), pipe.writing()).start())
                    .hasMessageContaining("no such file or directory");
        }
    }

    @Test
    void onlyAChildThatIsOverIsReaped() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "1000").start();
        try (Pidfd held = Pidfd.open(stranger.pid()).orElseThrow()) {
            held.reap();
            assertThat(held.awaitEnd(Duration.ZERO)).isFalse();
        } finally {
            stranger.destroyForcibly();
        }
        try (Pidfd nobodys = Pidfd.open(1).orElseThrow()) {
            nobodys.reap();
        }
    }

    @Test
    void whatIsWatchedOnceIsToldOnceAndMayBeClosedThen() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (EventLoop loop = new EventLoop("test");
                Pipe pipe = Pipe.open();
                DatagramFile after = DatagramFile.bind(folder.resolve("s"))) {
            loop.once(pipe.reading(), () -> {
                told.add("end");
                pipe.reading().close();
            });
            pipe.writing().close();
            assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("end");
            try (var _ = loop.watch(after.descriptor(), () -> {
                after.receive();
                told.add("after");
            })) {
                Datagram.send(after.path().toString(), new byte[] {1});
                assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("after");
            }
        }
    }

    @Test
    void aLoopMayBeClosedWhileSomethingHappens() throws IOException {
        for (int round = 0; round < 300; round++) {
            try (EventLoop loop = new EventLoop("test");
                    Pipe pipe = Pipe.open();
                    var _ = loop.watch(pipe.reading(), () -> {})) {
                pipe.writing().close();
            }
        }
    }
}
