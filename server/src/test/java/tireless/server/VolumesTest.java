package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;
import tireless.api.Description;
import tireless.api.ReplicaView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.api.VolumeView;
import tireless.json.Form;

/** What the API says of volumes and of who uses them. */
class VolumesTest {
    static final String VOLUME = """
            name: samples
            version: v1beta
            type: volume
            volume: {size: 1Gi, accessMode: ReadWriteMany, type: persistent}
            """;
    private static final String USES_IT = "  dataosVolumes: [{name: samples, directory: in}]\n";
    static final String SAMPLES = Api.BASE + "/resources/volume/public/samples";

    @TempDir
    Path home;

    private Plane plane;

    @BeforeEach
    void open() {
        plane = Plane.open(home);
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private Description describe(String resource) {
        Wire.Reply reply = plane.get(resource + "/describe");
        assertThat(reply.status()).isEqualTo(200);
        return Description.read(Form.read(reply.body()));
    }

    @Test
    void aVolumeSaysWhatItHoldsWhereItIsAndWhoUsesIt() throws IOException {
        plane.apply(VOLUME + "---\n" + Plane.worker("pulse", 0, "true") + USES_IT);
        Path folder = Files.createDirectories(home.resolve("volumes/public/samples"));
        Files.write(folder.resolve("f"), new byte[300_000]);

        Description samples = describe(SAMPLES);
        assertThat(samples.usedBy()).contains(List.of(new ResourceRef("worker", "public", "pulse")));
        assertThat(samples.volume()).hasValueSatisfying(volume -> {
            assertThat(volume.type()).isEqualTo("persistent");
            assertThat(volume.size()).isEqualTo("1Gi");
            assertThat(volume.held().atLeast()).isFalse();
            assertThat(volume.held().bytes()).isBetween(300_000L, 400_000L);
            assertThat(volume.paths()).containsExactly(folder.toString());
            assertThat(VolumeView.read(volume.form())).isEqualTo(volume);
        });
    }

    private ReplicaView await(Predicate<ReplicaView> wanted) {
        try (Wire wire = plane.connect()) {
            wire.send(Wire.request("GET", Api.BASE + "/watch", ""));
            assertThat(wire.head().status()).isEqualTo(200);
            while (true) {
                ResourceView worker =
                        ResourceView.read(Form.read(plane.get(Plane.PULSE).body()));
                Optional<ReplicaView> found =
                        worker.observed().stream().filter(wanted).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                wire.chunk();
            }
        }
    }

    @Test
    void whoWaitsForAVolumeIsPendingWithTheReasonAndWasNotRestartedWhenItComes() {
        plane.apply(Plane.worker("pulse", 1, "exec sleep 1000") + USES_IT);
        ReplicaView waiting = await(replica -> replica.nextStartAt().isPresent());
        assertThat(waiting.phase()).isEqualTo("pending");
        assertThat(waiting.detail()).isEqualTo("there is no volume public/samples");
        assertThat(waiting.restarts()).isZero();
        assertThat(waiting.lastExit()).as("it did not run").isEmpty();

        plane.apply(VOLUME);
        ReplicaView running = await(replica -> replica.phase().equals("running"));
        assertThat(running.restarts()).isZero();
        assertThat(running.remarks()).singleElement().asString().startsWith("paths: ");
        assertThat(running.detail()).as("nothing is wrong with that").isEmpty();
    }

    @Test
    void aWorkerHasNoUsersAndIsNoVolume() {
        plane.apply(Plane.worker("pulse", 0, "true"));

        Description pulse = describe(Plane.PULSE);
        assertThat(pulse.usedBy()).isEmpty();
        assertThat(pulse.volume()).isEmpty();
    }
}
