package tireless.store.text;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.json.Form;
import tireless.model.ContainerImage;
import tireless.model.FileContent;
import tireless.model.Provisions;
import tireless.model.SecretProjection;
import tireless.model.VolumeMount;

/** The stored form of what a run is given, within that of the run: nothing where there is nothing. */
final class ProvisionsText {
    private ProvisionsText() {}

    static void write(Provisions provisions, Optional<ContainerImage> image, Form run) {
        if (provisions instanceof Provisions(var configs, var secrets, var volumes, var signals)) {
            if (!configs.isEmpty()) {
                SortedMap<String, String> contents = new TreeMap<>();
                configs.forEach((name, content) -> contents.put(name, content.base64()));
                run.with("configs", contents);
            }
            if (!secrets.isEmpty()) {
                run.withEach("secrets", secrets, ProvisionsText::secret);
            }
            if (!volumes.isEmpty()) {
                run.withEach("volumes", volumes, ProvisionsText::volume);
            }
            SignalsText.write(signals, run);
        }
        if (image.isPresent()
                && image.get() instanceof ContainerImage(String reference, var pullSecret, boolean entrypoint)) {
            Form form = Form.empty().with("reference", reference).withText("pullSecret", pullSecret);
            if (entrypoint) {
                form.with("entrypoint", true);
            }
            run.with("image", form);
        }
    }

    static Provisions read(Form run) {
        SortedMap<String, FileContent> configs = new TreeMap<>();
        if (run.has("configs")) {
            run.textsByName("configs").forEach((name, content) -> configs.put(name, new FileContent(content)));
        }
        return new Provisions(
                configs,
                run.has("secrets") ? run.each("secrets", ProvisionsText::secret) : List.of(),
                run.has("volumes") ? run.each("volumes", ProvisionsText::volume) : List.of(),
                SignalsText.read(run));
    }

    static Optional<ContainerImage> readImage(Form run) {
        if (!run.has("image")) {
            return Optional.empty();
        }
        Form image = run.form("image");
        return Optional.of(new ContainerImage(
                image.text("reference"),
                image.optionalText("pullSecret"),
                image.has("entrypoint") && image.flag("entrypoint")));
    }

    private static Form secret(SecretProjection secret) {
        Form form = Form.empty();
        if (secret instanceof SecretProjection(String name, String workspace, var keys, var kind, var fingerprint)) {
            form.with("name", name)
                    .with("workspace", workspace)
                    .with("keys", keys)
                    .with("kind", kind.name())
                    .withText("fingerprint", fingerprint);
        }
        return form;
    }

    private static SecretProjection secret(Form form) {
        return new SecretProjection(
                form.text("name"),
                form.text("workspace"),
                form.texts("keys"),
                SecretProjection.Kind.valueOf(form.text("kind")),
                form.optionalText("fingerprint"));
    }

    private static Form volume(VolumeMount mount) {
        Form form = Form.empty();
        if (mount instanceof VolumeMount(String volume, String mountPath, boolean readOnly, var subPath)) {
            form.with("volume", volume)
                    .with("mountPath", mountPath)
                    .with("readOnly", readOnly)
                    .withText("subPath", subPath);
        }
        return form;
    }

    private static VolumeMount volume(Form form) {
        return new VolumeMount(
                form.text("volume"), form.text("mountPath"), form.flag("readOnly"), form.optionalText("subPath"));
    }
}
