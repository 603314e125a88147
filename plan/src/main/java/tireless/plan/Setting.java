package tireless.plan;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What else a manifest's text meant when it was applied: by it the text can be resolved anew.
 *
 * @param folder absolute; relative paths of the manifest start here
 * @param variables the values of those that the text names; none of a secret
 */
public record Setting(String folder, SortedMap<String, String> variables) {
    /** Of what an earlier release stored. */
    public static final Setting UNKNOWN = new Setting("/", Collections.emptySortedMap());

    public Setting {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }
}
