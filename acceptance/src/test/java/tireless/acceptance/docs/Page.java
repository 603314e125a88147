package tireless.acceptance.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One page of the documentation. */
record Page(Path file, String text) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```$");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern OUTWARD = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

    /**
     * A block of YAML that a reader may copy.
     *
     * @param line of its first line, from 1
     */
    record Block(int line, String text) {}

    static Page read(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks that are whole manifests: those that begin as one. */
    List<Block> manifests() {
        List<Block> blocks = new ArrayList<>();
        FENCED.matcher(text).results().forEach(fence -> {
            String body = fence.group(3);
            if (fence.group(2).equals("yaml") && (body.startsWith("name:") || body.startsWith("version:"))) {
                blocks.add(new Block(lineOf(fence.start(3)), body));
            }
        });
        return blocks;
    }

    /** What its links point to within the checkout, as written. */
    List<String> relativeLinks() {
        String prose = INLINE_CODE.matcher(FENCED.matcher(text).replaceAll("")).replaceAll("");
        return LINK.matcher(prose)
                .results()
                .map(match -> match.group(1))
                .filter(target -> !OUTWARD.matcher(target).matches())
                .toList();
    }

    /** Whether {@code anchor} leads to one of its headings, as forges make anchors of them. */
    boolean hasHeading(String anchor) {
        return HEADING.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .map(Page::anchor)
                .anyMatch(anchor::equals);
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ +", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private int lineOf(int offset) {
        return 1 + (int) text.substring(0, offset).lines().count();
    }
}
