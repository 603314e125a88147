package tireless.api;

import tireless.json.Form;
import tireless.model.Metadata;

/** The written form of {@link Metadata}. */
public final class MetadataView {
    private MetadataView() {}

    public static Form form(Metadata metadata) {
        return Form.empty()
                .with("version", metadata.version())
                .withText("title", metadata.title())
                .withText("description", metadata.description())
                .with("tags", metadata.tags())
                .with("owner", metadata.owner())
                .with("layer", metadata.layer());
    }

    public static Metadata read(Form form) {
        return new Metadata(
                form.text("version"),
                form.optionalText("title"),
                form.optionalText("description"),
                form.texts("tags"),
                form.text("owner"),
                form.text("layer"));
    }
}
