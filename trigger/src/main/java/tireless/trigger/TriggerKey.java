package tireless.trigger;

import java.util.List;
import java.util.Optional;

/**
 * One key that the metadata of a trigger, or its TriggerAuthentication, may hold.
 *
 * @param preset what holds without it
 * @param sources where it is looked for, in this order
 * @param description for people; one line, no full stop
 * @param refused why it can not be used here, of what KEDA knows and Tireless does not do
 */
public record TriggerKey(
        String name,
        Form form,
        boolean required,
        Optional<String> preset,
        List<Source> sources,
        String description,
        Optional<String> refused) {
    public TriggerKey {
        sources = List.copyOf(sources);
    }

    /** An optional key of the metadata. */
    public static TriggerKey of(String name, Form form, String description) {
        return new TriggerKey(
                name, form, false, Optional.empty(), List.of(Source.METADATA), description, Optional.empty());
    }

    public static TriggerKey text(String name, String description) {
        return of(name, new Form.Text(), description);
    }

    public static TriggerKey flag(String name, String description) {
        return of(name, new Form.Flag(), description).or("false");
    }

    public static TriggerKey choice(String name, String description, String... of) {
        return of(name, new Form.Choice(List.of(of)), description);
    }

    /** A target, which must be above zero. */
    public static TriggerKey target(String name, String description) {
        return of(name, new Form.Decimal(true), description);
    }

    /** A key that KEDA has and that is refused here. */
    public static TriggerKey refused(String name, String why) {
        return new TriggerKey(
                name,
                new Form.Text(),
                false,
                Optional.empty(),
                List.of(Source.METADATA, Source.AUTHENTICATION),
                "refused: " + why,
                Optional.of(why));
    }

    public TriggerKey needed() {
        return new TriggerKey(name, form, true, preset, sources, description, refused);
    }

    public TriggerKey or(String value) {
        return new TriggerKey(name, form, required, Optional.of(value), sources, description, refused);
    }

    public TriggerKey from(Source... order) {
        return new TriggerKey(name, form, required, preset, List.of(order), description, refused);
    }

    /** The key of the metadata that names a variable which has the value. */
    public String environmentKey() {
        return name + "FromEnv";
    }

    public boolean comesFrom(Source source) {
        return sources.contains(source);
    }
}
