package tireless.client;

import java.util.Optional;

/** Which resources a list or a watch is about; what is empty is not asked for. */
public record Filter(
        Optional<String> type,
        Optional<String> workspace,
        Optional<String> name,
        Optional<String> owner,
        Optional<String> tag) {
    /** Every resource. */
    public static final Filter ALL =
            new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Only what {@code resource} names. */
    public static Filter of(tireless.api.ResourceRef resource) {
        return new Filter(
                Optional.of(resource.type()),
                Optional.of(resource.workspace()),
                Optional.of(resource.name()),
                Optional.empty(),
                Optional.empty());
    }

    Request onto(Request request) {
        return request.with("type", type)
                .with("workspace", workspace)
                .with("name", name)
                .with("owner", owner)
                .with("tag", tag);
    }
}
