package tireless.store.text;

import tireless.json.Form;
import tireless.model.Metadata;

/** The stored form of {@link Metadata}; what {@link WorkloadText} says of it holds here too. */
final class MetadataText {
    private MetadataText() {}

    static Form form(Metadata metadata) {
        Form form = Form.empty();
        if (metadata instanceof Metadata(var version, var title, var description, var tags, var owner, var layer)) {
            form.with("version", version)
                    .withText("title", title)
                    .withText("description", description)
                    .with("tags", tags)
                    .with("owner", owner)
                    .with("layer", layer);
        }
        return form;
    }

    /** @throws IllegalArgumentException if it is not such a form */
    static Metadata read(Form form) {
        return new Metadata(
                form.text("version"),
                form.optionalText("title"),
                form.optionalText("description"),
                form.texts("tags"),
                form.text("owner"),
                form.text("layer"));
    }
}
