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
import tireless.api.ChangeView;
import tireless.api.RotationView;
import tireless.api.SecretView;
import tireless.json.Form;

/** One route shows the values of a secret, and no other one does. */
class SecretRoutesTest {
    @TempDir
    Path home;

    private Plane plane;

    @BeforeEach
    void open() {
        plane = Plane.open(home);
        plane.apply(Plane.secret("code: hunter1, name: ali"));
        plane.apply(Plane.secret("code: hunter2, name: ali"));
        String uses = Plane.worker("pulse", 0, "exec sleep 1000") + "  dataosSecrets: [{name: door}]\n";
        assertThat(plane.apply(uses).status()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void theValuesAreShownByTheirOwnRouteAlone() {
        SecretView shown =
                SecretView.read(Form.read(plane.get(Plane.DOOR + "/values").body()));
        assertThat(shown.values()).containsEntry("code", "hunter2").containsEntry("name", "ali");
        assertThat(shown.toString()).doesNotContain("hunter2");
        for (String route : List.of("", "/describe", "/history", "/diff", "/events")) {
            assertThat(plane.get(Plane.DOOR + route).body()).as(route).doesNotContain("hunter");
        }
        assertThat(plane.get(Plane.DOOR + "/history").body())
                .contains("secret.data.code")
                .doesNotContain("data.name");
        assertThat(plane.get(Plane.DOOR + "/diff").body()).containsPattern("'[*]{4} [0-9a-f]{16}'");
    }

    @Test
    void theKeyIsChangedAndTheValuesStay() {
        RotationView made =
                RotationView.read(Form.read(plane.post(Api.ROTATE_KEY, "").body()));
        assertThat(made).isEqualTo(new RotationView(2, List.of(), List.of(), List.of()));
        assertThat(plane.get(Plane.DOOR + "/values").body()).contains("hunter2");
    }

    @Test
    void aKeyThatIsGoneIsWrittenAgainWhereSomethingIsSealedAndTheSecretHasAnEventOfIt() throws IOException {
        Files.delete(home.resolve("secret.key"));
        plane.apply(Plane.secret("code: hunter3, name: ali"));
        assertThat(home.resolve("secret.key")).isNotEmptyFile();
        assertThat(plane.get(Plane.DOOR + "/events").body()).contains("was gone, and is written again");
    }

    @Test
    void aRollbackTellsWhoFollows() {
        Form back = Form.read(
                plane.post(Plane.DOOR + "/rollback", "{\"dryRun\": true}").body());
        assertThat(ChangeView.read(back).resource().name()).isEqualTo("door");
        assertThat(back.each("also", ChangeView::read))
                .extracting(change -> change.resource().name())
                .containsExactly("pulse");
        assertThat(back.write()).doesNotContain("hunter");
    }

    @Test
    void whatIsNoSecretHasNoValues() {
        assertThat(plane.get(Plane.PULSE + "/values").status()).isEqualTo(400);
        assertThat(plane.get(Plane.DOOR.replace("door", "gate") + "/values").status())
                .isEqualTo(404);
    }
}
