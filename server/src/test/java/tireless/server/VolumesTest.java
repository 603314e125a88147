package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;
import tireless.api.Description;
import tireless.api.ResourceRef;
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
        plane.apply(VOLUME + "---\n" + Plane.worker("pulse", 0, "true")
                + "  dataosVolumes: [{name: samples, directory: in}]\n");
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

    @Test
    void aWorkerHasNoUsersAndIsNoVolume() {
        plane.apply(Plane.worker("pulse", 0, "true"));

        Description pulse = describe(Plane.PULSE);
        assertThat(pulse.usedBy()).isEmpty();
        assertThat(pulse.volume()).isEmpty();
    }
}
