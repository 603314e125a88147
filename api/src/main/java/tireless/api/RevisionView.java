package tireless.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tireless.json.Form;
import tireless.model.Metadata;

/**
 * A revision of the history.
 *
 * @param current whether it is the desired one
 * @param deletedAt when its resource was deleted; empty while that exists
 * @param manifest YAML, as written; values that are secret are stars
 * @param fields what it changed of the revision before it, under the same uid; empty for a first one
 */
public record RevisionView(
        int number,
        String uid,
        Instant createdAt,
        Optional<Instant> deletedAt,
        boolean current,
        Metadata metadata,
        String manifest,
        List<FieldView> fields) {
    public RevisionView {
        fields = List.copyOf(fields);
    }

    public static RevisionView read(Form form) {
        return new RevisionView(
                form.integer("number"),
                form.text("uid"),
                form.instant("createdAt"),
                form.optionalInstant("deletedAt"),
                form.flag("current"),
                MetadataView.read(form.form("metadata")),
                form.text("manifest"),
                form.each("fields", FieldView::read));
    }

    public Form form() {
        return Form.empty()
                .with("number", number)
                .with("uid", uid)
                .with("createdAt", createdAt)
                .withInstant("deletedAt", deletedAt)
                .with("current", current)
                .with("metadata", MetadataView.form(metadata))
                .with("manifest", manifest)
                .withEach("fields", fields, FieldView::form);
    }
}
