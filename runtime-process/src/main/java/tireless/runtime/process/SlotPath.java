package tireless.runtime.process;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.SlotId;

/** Slots as relative paths {@code workspace/type/name/ordinal}, there and back; any text survives it. */
final class SlotPath {
    static final int DEPTH = 4;

    private SlotPath() {}

    static Path of(SlotId slot) {
        ResourceKey resource = slot.resource();
        return Path.of(
                encode(resource.scope()),
                resource.type().keyword(),
                encode(resource.name()),
                Integer.toString(slot.ordinal()));
    }

    /** One path element instead of four. */
    static String flat(SlotId slot) {
        return of(slot).toString().replace('/', '.');
    }

    /** The slot that {@link #of} gives this path for; empty if there is none. */
    static Optional<SlotId> parse(Path path) {
        if (path.getNameCount() != DEPTH) {
            return Optional.empty();
        }
        try {
            String scope = decode(path.getName(0));
            String name = decode(path.getName(2));
            int ordinal = Integer.parseInt(path.getName(3).toString());
            return ResourceType.of(path.getName(1).toString())
                    .map(type -> new SlotId(new ResourceKey(type, scope, name), ordinal));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static String encode(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }

    private static String decode(Path element) {
        return URLDecoder.decode(element.toString(), StandardCharsets.UTF_8);
    }
}
