package tireless.cli.target;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tireless.manifest.problem.Nearest;
import tireless.model.ResourceType;
import tireless.model.TirelessException;

/** Takes an identifier apart. The version is in the middle of every form; which end the type is at, the type itself says. */
final class IdentifierReader {
    private static final Pattern VERSION = Pattern.compile("v\\d+((alpha|beta)\\d*)?");
    private static final Pattern BARS = Pattern.compile("[|│┃║]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final String option;
    private final String text;
    private final String forms;
    private final boolean row;
    private final List<String> parts;

    private IdentifierReader(String option, String text, String forms, boolean row, Pattern separator) {
        this.option = option;
        this.text = text;
        this.forms = forms;
        this.row = row;
        this.parts = split(text, row, separator);
    }

    static IdentifierReader ofEitherOrder(String text) {
        boolean bars = BARS.matcher(text).find();
        boolean row = bars || !text.contains(":");
        return new IdentifierReader(
                "-i",
                text,
                "NAME:VERSION:TYPE[:WORKSPACE], TYPE:VERSION:NAME[:WORKSPACE] or a row of a table, such as"
                        + " `pulse | v1beta | worker | public`",
                row,
                bars ? BARS : row ? BLANKS : Pattern.compile(":"));
    }

    static IdentifierReader ofId(String text) {
        return new IdentifierReader(
                "--id",
                text,
                "TYPE:VERSION:NAME[:WORKSPACE], such as `worker:v1beta:pulse:public`",
                false,
                Pattern.compile(":"));
    }

    /** A copied row has empty cells and blanks anywhere; between colons each part counts. */
    private static List<String> split(String text, boolean row, Pattern separator) {
        return Arrays.stream(separator.split(text.strip(), -1))
                .map(String::strip)
                .filter(part -> !row || !part.isEmpty())
                .toList();
    }

    Identifier read() {
        checkCount();
        Optional<ResourceType> first = type(parts.getFirst());
        Optional<ResourceType> third = type(parts.get(2));
        if (first.isEmpty() && third.isEmpty()) {
            throw noType(BARS.matcher(text).find() ? parts.get(2) : likelierType());
        }
        checkVersion();
        if (third.isPresent() && (first.isEmpty() || row || !typeIsFirst(first.get(), third.get()))) {
            return of(third.get(), parts.getFirst());
        }
        return of(first.orElseThrow(), parts.get(2));
    }

    Identifier readTypeFirst() {
        checkCount();
        ResourceType type = type(parts.getFirst())
                .orElseThrow(() -> type(parts.get(2))
                        .map(last -> wrong("its type comes first: `%s:%s:%s`"
                                .formatted(last.keyword(), parts.get(1), parts.getFirst())))
                        .orElseGet(() -> noType(parts.getFirst())));
        checkVersion();
        return of(type, parts.get(2));
    }

    /** Both ends are types, so one is the name of a resource; the version tells, where it belongs to one of them only. */
    private boolean typeIsFirst(ResourceType first, ResourceType third) {
        String version = parts.get(1);
        return CanonicalVersion.of(first).equals(version)
                && !CanonicalVersion.of(third).equals(version);
    }

    private Identifier of(ResourceType type, String name) {
        Optional<String> workspace = parts.size() > 3 ? Optional.of(parts.get(3)) : Optional.empty();
        return new Identifier(type, parts.get(1), name, workspace);
    }

    private void checkCount() {
        if (parts.size() < 3) {
            throw wrong("it has %d of the three parts name, version and type".formatted(parts.size()));
        }
        if (!row && parts.size() > 4) {
            throw wrong("it has %d parts; four are the most".formatted(parts.size()));
        }
        if (parts.contains("")) {
            throw wrong("a part of it is empty");
        }
    }

    private void checkVersion() {
        if (!VERSION.matcher(parts.get(1)).matches()) {
            throw wrong("`%s` in its middle is no version; one looks like `v1` or `v1beta`".formatted(parts.get(1)));
        }
    }

    /** The end that is nearer to a type, for the message. */
    private String likelierType() {
        return Nearest.to(parts.getFirst(), keywords()).isPresent() ? parts.getFirst() : parts.get(2);
    }

    private TirelessException noType(String written) {
        return wrong("`%s` is no type; %s".formatted(written, Nearest.hint(written, keywords())));
    }

    private TirelessException wrong(String why) {
        return new TirelessException(
                TirelessException.Code.USAGE, false, "%s `%s`: %s. It takes %s".formatted(option, text, why, forms));
    }

    private static Optional<ResourceType> type(String part) {
        return ResourceType.of(part.toLowerCase(Locale.ROOT));
    }

    private static List<String> keywords() {
        return Arrays.stream(ResourceType.values()).map(ResourceType::keyword).toList();
    }
}
