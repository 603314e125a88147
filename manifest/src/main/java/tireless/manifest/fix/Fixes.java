package tireless.manifest.fix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tireless.manifest.source.SourceText;
import tireless.manifest.yaml.SharedParts;
import tireless.model.Fix;
import tireless.model.Problem;
import tireless.model.TextEdit;

/** Applies fixes to texts. Pure: all that a fix does not name stays as it is, byte for byte. */
public final class Fixes {
    private static final int MOST_PASSES = 20;
    private static final String BROKEN = "yaml";

    private Fixes() {}

    /**
     * The text with the fixes made. A fix that the text does not agree with is left out, and so is one that touches what an
     * earlier one changes: it waits for the next pass.
     *
     * @param text with any line ends, without a byte order mark
     */
    public static String apply(String text, List<Fix> fixes) {
        TextLines lines = new TextLines(text);
        NavigableMap<Integer, Splice> accepted = new TreeMap<>();
        for (Fix fix : fixes) {
            Splice.of(fix, lines)
                    .filter(splices -> splices.stream().noneMatch(splice -> touches(splice, accepted)))
                    .ifPresent(splices -> splices.forEach(splice -> accepted.put(splice.start(), splice)));
        }
        StringBuilder result = new StringBuilder();
        int end = 0;
        for (Splice splice : accepted.values()) {
            result.append(text, end, splice.start()).append(splice.young());
            end = splice.end();
        }
        return result.append(text, end, text.length()).toString();
    }

    private static boolean touches(Splice splice, NavigableMap<Integer, Splice> accepted) {
        Map.Entry<Integer, Splice> before = accepted.floorEntry(splice.start());
        Map.Entry<Integer, Splice> after = accepted.higherEntry(splice.start());
        return (before != null && (before.getValue().end() > splice.start() || before.getKey() == splice.start()))
                || (after != null && after.getKey() < splice.end());
    }

    /**
     * The text with all fixes made that its problems have, and those of the problems that show up behind them.
     *
     * @param reader the problems of a text, only with fixes that are {@link #certain}
     */
    public static String all(String text, Function<String, List<Problem>> reader) {
        String now = text;
        List<Problem> problems = reader.apply(now);
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            String next = apply(
                    now,
                    problems.stream().flatMap(problem -> problem.fix().stream()).toList());
            if (next.equals(now)) {
                break;
            }
            List<Problem> left = reader.apply(next);
            if (broken(left) > broken(problems)) {
                break;
            }
            now = next;
            problems = left;
        }
        return now;
    }

    private static long broken(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.code().equals(BROKEN))
                .count();
    }

    /**
     * The same problems, with those fixes only that their texts agree with. What an anchor shares between two places is not
     * changed for the sake of one of them.
     */
    public static List<Problem> certain(List<Problem> problems, List<SourceText> texts) {
        if (problems.stream().allMatch(problem -> problem.fix().isEmpty())) {
            return problems;
        }
        Map<String, SourceText> sources = new HashMap<>();
        texts.forEach(text -> sources.put(text.name(), text));
        Map<String, TextLines> lines = new HashMap<>();
        Map<String, SharedParts> shared = new HashMap<>();
        List<Problem> certain = new ArrayList<>();
        for (Problem problem : problems) {
            String name = problem.location().source();
            Optional<SourceText> source = Optional.ofNullable(sources.get(name));
            boolean fits = problem.fix()
                    .filter(fix -> source.filter(text -> {
                                TextLines found = lines.computeIfAbsent(name, _ -> new TextLines(text.text()));
                                SharedParts parts = shared.computeIfAbsent(name, _ -> SharedParts.of(text));
                                return Splice.of(fix, found).isPresent()
                                        && fix.edits().stream()
                                                .map(TextEdit::at)
                                                .noneMatch(parts::contain);
                            })
                            .isPresent())
                    .isPresent();
            certain.add(fits ? problem : problem.withoutFix());
        }
        return certain;
    }
}
