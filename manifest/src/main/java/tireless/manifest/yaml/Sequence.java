package tireless.manifest.yaml;

import java.util.List;
import tireless.model.Location;

/** A list. */
public record Sequence(List<Node> items, Location at) implements Node {
    public Sequence {
        items = List.copyOf(items);
    }

    @Override
    public String what() {
        return "a list";
    }
}
