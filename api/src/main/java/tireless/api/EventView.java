package tireless.api;

import java.time.Instant;
import java.util.OptionalInt;
import tireless.json.Form;

/**
 * Something that happened.
 *
 * @param sequence grows with every event; what a watch is resumed by
 * @param ordinal the replica; empty where the whole resource is meant
 * @param kind for programs: {@code started}, {@code exited}, {@code backedOff} …
 * @param text for people, without the name of the resource
 */
public record EventView(
        long sequence, Instant at, ResourceRef resource, String uid, OptionalInt ordinal, String kind, String text) {
    public static EventView read(Form form) {
        return new EventView(
                form.number("sequence"),
                form.instant("at"),
                ResourceRef.read(form.form("resource")),
                form.text("uid"),
                form.optionalInteger("ordinal"),
                form.text("kind"),
                form.text("text"));
    }

    /** {@code pulse-0} or, for the whole resource, {@code pulse}. */
    public String subject() {
        return ordinal.isPresent() ? resource.name() + "-" + ordinal.getAsInt() : resource.name();
    }

    public Form form() {
        return Form.empty()
                .with("sequence", sequence)
                .with("at", at)
                .with("resource", resource.form())
                .with("uid", uid)
                .with("ordinal", ordinal)
                .with("kind", kind)
                .with("text", text);
    }
}
