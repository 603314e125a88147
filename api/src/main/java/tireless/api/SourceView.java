package tireless.api;

import tireless.json.Form;

/**
 * One text with manifests.
 *
 * @param name as the user named the file
 * @param folder absolute; relative paths in the manifests start here, on the server's machine
 */
public record SourceView(String name, String folder, String text) {
    public static SourceView read(Form form) {
        return new SourceView(form.text("name"), form.text("folder"), form.text("text"));
    }

    public Form form() {
        return Form.empty().with("name", name).with("folder", folder).with("text", text);
    }
}
