package tireless.runtime.process.provision;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts the folders of this machine in the place of the paths that a replica would find them at. Pure. */
final class Rewriting {
    /** A path begins where no name goes on, and no other path: {@code file:///etc} begins one, and {@code /mnt/etc} does not. */
    private static final String BEGINS = "(?<![-.~\\w])(?<!(?<!/)/)";

    private static final String ENDS = "(?![-.~\\w])";

    private final Pattern paths;
    private final Map<String, String> folders = new TreeMap<>();

    /** @param binds at least one */
    Rewriting(List<Bind> binds) {
        binds.forEach(
                bind -> folders.put(bind.target().toString(), bind.source().toString()));
        this.paths = Pattern.compile(BEGINS
                + folders.keySet().stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|", "(?:", ")"))
                + ENDS);
    }

    String of(String text) {
        return paths.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(folders.getOrDefault(found.group(), found.group())));
    }

    List<String> of(List<String> words) {
        return words.stream().map(this::of).toList();
    }

    Map<String, String> of(Map<String, String> variables) {
        Map<String, String> rewritten = new TreeMap<>();
        variables.forEach((name, value) -> rewritten.put(name, of(value)));
        return rewritten;
    }
}
