package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.Limits;
import tireless.model.ResourceKey;
import tireless.model.SlotId;

/** Which files are written where limits are set by version 2. On plain folders: what a kernel makes of them is not tested here. */
class CgroupVersion2FilesTest {
    private static final SlotId SLOT = new SlotId(ResourceKey.worker("public", "pulse"), 0);

    @TempDir
    private Path root;

    private CgroupTree.Groups prepare(Limits limits) throws IOException {
        Files.writeString(root.resolve("cgroup.controllers"), "cpu memory pids\n");
        Optional<Path> here = Optional.of(root);
        CgroupTree tree = new CgroupTree(new Cgroups(here, here, here, here), "home");
        return tree.prepare(SLOT, limits, tree.leaves().make());
    }

    @Test
    void theLimitsAreInTheGroupOfTheCommandAndEnabledOnTheWayThere() throws IOException {
        CgroupTree.Groups groups = prepare(new Limits(OptionalLong.of(1 << 20), OptionalLong.of(250)));
        assertThat(groups.warnings()).isEmpty();
        Path work = groups.leaf().orElseThrow().work();
        assertThat(groups.memory()).contains(work);
        assertThat(groups.joining()).as("the command is there already").isEmpty();
        assertThat(work.resolve("memory.max")).hasContent("1048576");
        assertThat(work.resolve("cpu.max")).hasContent("25000 100000");
        assertThat(work.resolve("pids.max")).hasContent("4096");
        for (Path group = work.getParent(); group.startsWith(root); group = group.getParent()) {
            assertThat(group.resolve("cgroup.subtree_control")).exists();
        }
        assertThat(work.resolve("cgroup.subtree_control")).doesNotExist();
    }

    @Test
    void aLimitThatCanNotBeSetIsSaidAndTheOthersAreSet() throws IOException {
        Files.createDirectories(root.resolve("cgroup.subtree_control"));
        CgroupTree.Groups groups = prepare(new Limits(OptionalLong.of(1 << 20), OptionalLong.empty()));
        assertThat(groups.memory()).isEmpty();
        assertThat(groups.warnings()).anyMatch(warning -> warning.contains("the memory limit is not enforced"));
    }
}
