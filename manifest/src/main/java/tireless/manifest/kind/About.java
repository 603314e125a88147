package tireless.manifest.kind;

import java.util.List;
import java.util.Optional;

/** What a manifest or a section says of itself, for people and for search. */
public record About(Optional<String> title, Optional<String> description, List<String> tags) {
    public About {
        tags = List.copyOf(tags);
    }
}
