package tireless.api;

import tireless.json.Form;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;

/**
 * Which resource is meant.
 *
 * @param type as manifests write it: {@code worker}
 * @param workspace {@code -} for a resource of the whole instance
 */
public record ResourceRef(String type, String workspace, String name) {
    public static ResourceRef of(ResourceKey key) {
        return new ResourceRef(key.type().keyword(), key.scope(), key.name());
    }

    public static ResourceRef read(Form form) {
        return new ResourceRef(form.text("type"), form.text("workspace"), form.text("name"));
    }

    /** @throws IllegalArgumentException if there is no such type, or a part is blank */
    public ResourceKey key() {
        ResourceType known = ResourceType.of(type)
                .orElseThrow(() -> new IllegalArgumentException("there is no type `%s`".formatted(type)));
        return new ResourceKey(known, workspace, name);
    }

    public Form form() {
        return Form.empty().with("type", type).with("workspace", workspace).with("name", name);
    }

    /** {@code worker public/pulse}: for people. */
    @Override
    public String toString() {
        return type + " " + (workspace.equals(ResourceKey.INSTANCE) ? "" : workspace + "/") + name;
    }
}
