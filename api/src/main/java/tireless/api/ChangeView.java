package tireless.api;

import java.util.List;
import java.util.Locale;
import tireless.json.Form;

/**
 * What a plan does to one resource.
 *
 * @param version the manifest's, as {@code v1beta}
 * @param restarts how many replicas are stopped and started again
 * @param stops how many replicas are stopped for good
 * @param seen what the present state is told by; 0 where the resource does not exist
 * @param text one or several lines for people, each ending in a line break
 */
public record ChangeView(
        Action action,
        ResourceRef resource,
        String version,
        List<FieldView> fields,
        int restarts,
        int stops,
        long seen,
        String text) {
    /** The kinds of change. */
    public enum Action {
        CREATE,
        ROLL,
        SCALE,
        REWORD,
        UNCHANGED,
        FORGET,
        DELETE
    }

    public ChangeView {
        fields = List.copyOf(fields);
    }

    /** The name by which {@link ApplyRequest#seen} knows the resource. */
    public String seenAs() {
        return resource.type() + "/" + resource.workspace() + "/" + resource.name();
    }

    public static ChangeView read(Form form) {
        return new ChangeView(
                Action.valueOf(form.text("action").toUpperCase(Locale.ROOT)),
                ResourceRef.read(form.form("resource")),
                form.text("version"),
                form.each("fields", FieldView::read),
                form.integer("restarts"),
                form.integer("stops"),
                form.number("seen"),
                form.text("text"));
    }

    public Form form() {
        return Form.empty()
                .with("action", action.name().toLowerCase(Locale.ROOT))
                .with("resource", resource.form())
                .with("version", version)
                .withEach("fields", fields, FieldView::form)
                .with("restarts", restarts)
                .with("stops", stops)
                .with("seen", seen)
                .with("text", text);
    }
}
