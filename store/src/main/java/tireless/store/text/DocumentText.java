package tireless.store.text;

import tireless.json.Form;
import tireless.plan.Document;
import tireless.plan.Setting;

/** The stored form of what a {@link Document} has besides its text: metadata, and where it was applied. */
public final class DocumentText {
    private DocumentText() {}

    public static String write(Document document) {
        Form form = MetadataText.form(document.metadata());
        if (document.setting() instanceof Setting(String folder, var variables)
                && !document.setting().equals(Setting.UNKNOWN)) {
            form.with("folder", folder).with("variables", variables);
        }
        return form.write();
    }

    /** @throws IllegalArgumentException if {@code rest} is not such a form */
    public static Document read(String text, String rest) {
        Form form = Form.read(rest);
        Setting setting =
                form.has("folder") ? new Setting(form.text("folder"), form.textsByName("variables")) : Setting.UNKNOWN;
        return new Document(text, MetadataText.read(form), setting);
    }
}
