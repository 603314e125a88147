package tireless.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tireless.api.ReplicaView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.model.Metadata;
import tireless.model.Power;
import tireless.model.Throughput;

class LiveCompletionTest {
    private static final List<ResourceView> RESOURCES = List.of(
            resource("worker", "public", "pulse", 2),
            resource("worker", "lab", "mixer", 1),
            resource("secret", "public", "database", 0),
            resource("stack", "-", "shout", 0),
            resource("workspace", "-", "empty", 0));

    private static ResourceView resource(String type, String workspace, String name, int replicas) {
        return new ResourceView(
                new ResourceRef(type, workspace, name),
                "uid",
                new Metadata("v1", Optional.empty(), Optional.empty(), List.of(), "metis", "user"),
                1,
                Instant.EPOCH,
                "active",
                "",
                "",
                Power.ON,
                OptionalInt.empty(),
                replicas,
                "process",
                Stream.iterate(0, ordinal -> ordinal + 1)
                        .limit(replicas)
                        .map(ordinal -> replica(name + "-" + ordinal))
                        .toList(),
                1);
    }

    private static ReplicaView replica(String name) {
        return new ReplicaView(
                name,
                "running",
                "",
                true,
                OptionalLong.of(1),
                Optional.empty(),
                1,
                1,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Throughput.UNKNOWN,
                "");
    }

    private static List<String> offered(String kind, String... given) {
        return new LiveCompletion(List.of(given)).of(kind, RESOURCES);
    }

    @Test
    void aTargetIsATypeOrAWorkerOrATypeWithAName() {
        assertThat(offered("targets")).contains("worker", "workflow", "pulse", "secret/database", "stack/shout");
        assertThat(offered("targets")).doesNotContain("mixer", "worker/pulse", "pulse-0");
    }

    @Test
    void afterATypeThereAreItsNames() {
        assertThat(offered("targets", "worker")).containsExactly("pulse");
        assertThat(offered("targets", "-t=secret")).containsExactly("database");
        assertThat(offered("targets", "--type=worker", "-w=lab")).containsExactly("mixer");
        assertThat(offered("names", "-t=stack")).containsExactly("shout");
        assertThat(offered("names")).containsExactly("database", "empty", "pulse", "shout");
    }

    @Test
    void afterANameNoTypeIsMeant() {
        assertThat(offered("targets", "pulse"))
                .containsExactly("pulse", "secret/database", "stack/shout", "workspace/empty");
    }

    @Test
    void replicasAreThoseOfTheResourceThatIsNamed() {
        assertThat(offered("replicas", "pulse")).containsExactly("pulse-0", "pulse-1");
        assertThat(offered("replicas", "worker/pulse")).containsExactly("pulse-0", "pulse-1");
        assertThat(offered("replicas", "-n=mixer", "--workspace=lab")).containsExactly("mixer-0");
        assertThat(offered("replicas")).containsExactly("pulse-0", "pulse-1");
    }

    @Test
    void workspacesAreThoseInUseAndThoseThatAreDeclared() {
        assertThat(offered("workspaces")).containsExactly("empty", "lab", "public");
    }

    @Test
    void aKindThatThereIsNotHasNothing() {
        assertThat(offered("planets")).isEmpty();
    }
}
