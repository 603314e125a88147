package tireless.api;

import java.util.List;
import tireless.json.Form;

/**
 * What a volume is, and what it holds now.
 *
 * @param type as in its manifest: {@code persistent}, {@code temp} …
 * @param size what was asked for, as in its manifest: {@code 1Gi}
 * @param paths where it is: one folder where it outlives who uses it, else one of each replica that has it now
 */
public record VolumeView(String type, String size, Held held, List<String> paths) {
    public VolumeView {
        paths = List.copyOf(paths);
    }

    /**
     * How much it holds.
     *
     * @param bytes on the disk, in all of its folders together
     * @param atLeast whether not all of it could be counted in the time that there is
     */
    public record Held(long bytes, boolean atLeast) {}

    public static VolumeView read(Form form) {
        return new VolumeView(
                form.text("type"),
                form.text("size"),
                new Held(form.number("heldBytes"), form.flag("heldAtLeast")),
                form.texts("paths"));
    }

    public Form form() {
        return Form.empty()
                .with("type", type)
                .with("size", size)
                .with("heldBytes", held.bytes())
                .with("heldAtLeast", held.atLeast())
                .with("paths", paths);
    }
}
