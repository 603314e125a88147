package tireless.gotemplate.parse;

import java.util.List;
import java.util.Map;

/**
 * A parsed text.
 *
 * @param main what is carried out first: what is defined under the name of the text, if the text itself is empty
 * @param named what `define` and `block` made, and the main one under its own name
 */
public record Templates(List<Node> main, Map<String, List<Node>> named) {
    public Templates {
        main = List.copyOf(main);
        named = Map.copyOf(named);
    }
}
