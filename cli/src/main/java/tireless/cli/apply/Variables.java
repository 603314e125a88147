package tireless.cli.apply;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tireless.manifest.source.SourceText;

/** Which variables of the shell a server may need for some manifests: those alone that occur in their texts, read or not. */
final class Variables {
    private static final Pattern NAME = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");

    private Variables() {}

    static SortedMap<String, String> of(List<SourceText> texts, Map<String, String> environment) {
        SortedMap<String, String> needed = new TreeMap<>();
        for (SourceText text : texts) {
            Matcher matcher = NAME.matcher(text.text());
            while (matcher.find()) {
                String value = environment.get(matcher.group(1));
                if (value != null) {
                    needed.put(matcher.group(1), value);
                }
            }
        }
        return needed;
    }
}
