package tireless.cli.output;

import java.util.List;
import java.util.stream.Collectors;
import tireless.api.ResourceRef;
import tireless.api.VolumeView;

/** What people are told of a volume. */
public final class VolumeWords {
    private static final int SHORT = 3;

    private VolumeWords() {}

    /** {@code 12.3 MiB}, and that it is at least so much where not all could be counted. */
    public static String held(VolumeView volume) {
        return (volume.held().atLeast() ? "at least " : "")
                + Bytes.of(volume.held().bytes());
    }

    /** Where it is; of several folders the first ones. */
    public static String paths(VolumeView volume) {
        return first(volume.paths(), SHORT);
    }

    /** Workers by their names, others with their type; the first ones. */
    public static String users(List<ResourceRef> users) {
        return first(
                users.stream()
                        .map(user -> user.type().equals("worker") ? user.name() : user.type() + "/" + user.name())
                        .toList(),
                SHORT);
    }

    private static String first(List<String> texts, int most) {
        String shown = texts.stream().limit(most).collect(Collectors.joining(", "));
        return texts.size() <= most ? shown : "%s and %d more".formatted(shown, texts.size() - most);
    }
}
