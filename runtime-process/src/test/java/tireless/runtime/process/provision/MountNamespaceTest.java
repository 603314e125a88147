package tireless.runtime.process.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.runtime.process.namespace.Unshare;

/** What a process finds in mounts of its own. */
class MountNamespaceTest {
    private static final int NOBODY = 65_534;

    /** Not that of JUnit, into which no other account can go. */
    private Path folder = Path.of("/");

    private Path memory = Path.of("/");

    @BeforeEach
    void makeFolders() throws IOException {
        folder = Files.createTempDirectory("tireless test");
        memory = Files.createTempDirectory(Path.of("/dev/shm"), "tireless-test");
    }

    @AfterEach
    void removeFolders() throws IOException {
        FileTree.remove(folder);
        FileTree.remove(memory);
    }

    private Path make(Path parent, String name) throws IOException {
        return Files.createDirectories(parent.resolve(name));
    }

    private MountPlan plan(List<Bind> binds) throws IOException {
        return ((MountPlan.Outcome.Planned) MountPlan.of(binds, make(folder, "stage"), Surroundings.REAL)).plan();
    }

    /** First the config, from the disk, then the secret, from the memory, then what can be written. */
    private List<Bind> usual() throws IOException {
        Path config = make(folder, "it's config");
        Files.writeString(config.resolve("a"), "config\n");
        Files.writeString(memory.resolve("k"), "secret\n");
        return List.of(
                new Bind(config, PlatformPath.CONFIG.path(), true),
                new Bind(memory, PlatformPath.SECRET.path(), true),
                new Bind(make(folder, "temp"), PlatformPath.TEMP.path(), false));
    }

    private static String said(List<String> before, String script) throws IOException, InterruptedException {
        return run(before, List.of("/bin/sh", "-c", script));
    }

    private static String run(List<String> before, List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    private void needWays(String script) throws IOException, InterruptedException {
        List<String> way = MountNamespace.ways("/usr/bin/unshare", 0, 0).getFirst();
        assumeTrue(
                said(List.of("/bin/sh", "-c", way.getFirst() + "\"$@\"", "sh"), script)
                        .isEmpty(),
                "no mounts can be made here");
    }

    /** As for an account that is not root: what it does is done by way of user namespaces, and it is itself in the end. */
    @Test
    void anOrdinaryAccountFindsAllOfIt() throws IOException, InterruptedException {
        assumeTrue(Unshare.user() == Unshare.ROOT, "only root can become another account");
        MountPlan plan = plan(usual());
        Path written = make(folder, "written");
        List<String> way =
                MountNamespace.ways("/usr/bin/unshare", NOBODY, NOBODY).getFirst();
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        command.addAll(MountNamespace.write(way, plan, written, Path.of("/var/tmp")));
        assertThat(run(List.of("chown", "-R"), List.of(Integer.toString(NOBODY), folder.toString(), memory.toString())))
                .isEmpty();
        String script = "cat /etc/dataos/config/a /etc/dataos/secret/k; id -u; pwd; echo x >/var/dataos/temp_data/f;"
                + " (echo x >/etc/dataos/config/a) 2>/dev/null || echo no; (echo x >/etc/dataos/secret/k) 2>/dev/null || echo no;"
                + " ls /etc/.machine/hostname; cat /etc/hostname";
        assertThat(said(command, script))
                .isEqualTo("config\nsecret\n65534\n/var/tmp\nno\nno\n/etc/.machine/hostname\n"
                        + Files.readString(Path.of("/etc/hostname")).strip());
        assertThat(folder.resolve("temp/f")).hasContent("x\n");
    }

    /** Whoever may write in a volume can put a link in the place of a folder at any moment. */
    @Test
    void aFolderThatWasExchangedIsNotGivenToAnybody() throws IOException, InterruptedException {
        needWays(":");
        Path source = make(folder, "source");
        Path target = PlatformPath.TEMP.path();
        String identity = Files.readAttributes(source, BasicFileAttributes.class)
                .fileKey()
                .toString();
        MountPlan same = plan(List.of(new Bind(source, target, false, Optional.of(identity))));
        assertThat(new MountNamespace().open(same, make(folder, "same"), Path.of("/"), true))
                .isInstanceOf(MountNamespace.Way.Open.class);
        MountPlan other = plan(List.of(new Bind(source, target, false, Optional.of(identity + "1"))));
        assertThat(new MountNamespace().open(other, make(folder, "other"), Path.of("/"), true))
                .isInstanceOf(MountNamespace.Way.Closed.class)
                .asString()
                .contains("another folder than was meant");
    }

    @Test
    void nothingOfItIsSeenOutside() throws IOException, InterruptedException {
        needWays(":");
        List<Bind> binds = usual();
        MountNamespace.Way way =
                new MountNamespace().open(plan(binds), make(folder, "written"), Path.of("/var/tmp"), false);
        assertThat(said(((MountNamespace.Way.Open) way).before(), "cat /etc/dataos/config/a"))
                .isEqualTo("config");
        assertThat(Files.exists(Path.of("/etc/dataos"))).isFalse();
        assertThat(folder.resolve("stage")).isEmptyDirectory();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder.toString());
    }

    @Test
    void whatCanNotBeMountedIsSaidInTheWordsOfWhoRefusedIt() throws IOException {
        MountPlan broken = new MountPlan(List.of(), List.of("/no/such /etc none bind 0 0"), List.of(), "broken");
        assertThat(new MountNamespace().open(broken, make(folder, "written"), Path.of("/"), false))
                .isInstanceOf(MountNamespace.Way.Closed.class)
                .asString()
                .contains("this account may not mount here");
    }

    @Test
    void whereThereAreFoldersTheyAreMountedOnAndNothingIsCovered() throws IOException {
        Path target = make(folder, "there");
        assertThat(plan(List.of(new Bind(memory, target, false))).before()).isEmpty();
    }

    @Test
    void noFolderIsMadeAtTheTopAndNoneInAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path target : List.of(Path.of("/tireless-has-no-such-folder/x"), file.resolve("x"))) {
            assertThat(MountPlan.of(List.of(new Bind(memory, target, false)), folder, Surroundings.REAL))
                    .isInstanceOf(MountPlan.Outcome.Impossible.class);
        }
    }
}
