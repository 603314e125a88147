package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tireless.manifest.source.SourceText;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.model.Problem;
import tireless.model.ResourceType;

/** Whatever is done to a manifest, an editor marks no sound one, and it marks what is wrong where JSON Schema can say it. */
class SchemaMutationTest {
    /** What JSON Schema is asked to say. The other codes are about what only the reader understands. */
    private static final Set<String> SAID =
            Set.of("unknown-attribute", "missing-attribute", "wrong-type", "bad-value", "bad-name", "bad-version");

    /** Errors with one of those codes that JSON Schema can not say, and why. */
    private record Unsaid(String why, String message, String text) {
        boolean holds(Problem error, String manifest) {
            return Pattern.compile(message).matcher(error.message()).find()
                    && Pattern.compile(text, Pattern.MULTILINE)
                            .matcher(manifest)
                            .find();
        }
    }

    private static final List<Unsaid> UNSAID = List.of(
            new Unsaid("two values are compared", "`minReplicas` .* is more than|is longer than the longest", ""),
            new Unsaid("the machine knows the time zones", "there is no time zone", ""),
            new Unsaid("a calendar is asked", "`endOn` can not be `\\d{4}-", ""),
            new Unsaid("three values make one", "no manifest could name this stack", ""),
            new Unsaid("the spelling of a number is not seen", "the (name|workspace) `1\\.5` may hold", ""),
            new Unsaid("quotes are not seen", "must be true or false, not the text `(yes|no|on|off)`", ""),
            new Unsaid("a variable may be the path of a file", "`stack` is missing", "^ +file: .*\\$"),
            new Unsaid(
                    "a section may be named like its stack, unless that is known",
                    "unknown attribute",
                    "^ *(- )?stack: *(?!(process|flare|bento|beacon|scanner|container|alpha|soda)([+: ]|$))\\S"));

    private static final int ROUNDS = Integer.getInteger("tireless.schema.rounds", 60_000);

    @Test
    void everyAttributeIsRightInTheTextThatIsChanged() throws IOException {
        for (String text : texts()) {
            assertThat(Reads.problems(Reads.lint(text))).as(text).noneMatch(problem -> problem.contains(" error "));
            assertThat(marked(text)).as(text).isEmpty();
        }
    }

    @Test
    void anEditorMarksWhatTheReaderRefusesAndNothingElse() throws IOException {
        Random random = new Random(20_250_202);
        List<String> texts = texts();
        java.util.Map<String, Integer> agreed = new java.util.TreeMap<>();
        List<String> disagreed = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String text = changed(texts.get(random.nextInt(texts.size())), random);
            List<Problem> errors = Reads.lint(text).problems().stream()
                    .filter(Problem::isError)
                    .toList();
            if (document(text) == null) {
                continue;
            }
            List<String> marked = marked(text);
            if (!marked.isEmpty()) {
                errors.forEach(error -> agreed.merge(error.code(), 1, Integer::sum));
            }
            if (errors.isEmpty() && !marked.isEmpty()) {
                disagreed.add("marked: %s in:%n%s".formatted(marked, text));
            }
            if (marked.isEmpty()) {
                errors.stream()
                        .filter(error -> isSaid(error, text))
                        .forEach(error -> disagreed.add("not marked: %s in:%n%s".formatted(error, text)));
            }
        }
        assertThat(disagreed).isEmpty();
        System.err.println("AGREED " + agreed);
        assertThat(agreed.keySet()).containsAll(SAID);
    }

    private static boolean isSaid(Problem error, String text) {
        return SAID.contains(error.code()) && UNSAID.stream().noneMatch(unsaid -> unsaid.holds(error, text));
    }

    /** The one document of {@code text}; null where it is no YAML, or several. */
    private static Node document(String text) {
        List<Node> documents = Editor.documents(new SourceText("w.yaml", Path.of("/"), text));
        return documents.size() == 1 ? documents.getFirst() : null;
    }

    /** What the schema of any manifest refuses; that of its kind agrees. */
    private static List<String> marked(String text) {
        Node document = Objects.requireNonNull(document(text));
        List<String> marked = Editor.ofAny(document);
        if (document instanceof Mapping manifest && Editor.hasKind(manifest)) {
            assertThat(Editor.ofItsKind(manifest).isEmpty()).as(text).isEqualTo(marked.isEmpty());
        }
        return marked;
    }

    private static List<String> texts() throws IOException {
        try (InputStream text =
                Objects.requireNonNull(SchemaMutationTest.class.getResourceAsStream("/every-attribute.yaml"))) {
            return List.of(new String(text.readAllBytes(), StandardCharsets.UTF_8).split("---\n"));
        }
    }

    private static final List<String> VALUES = List.of(
            "",
            "1",
            "-1",
            "0",
            "\"3\"",
            "'0x3'",
            "1.5",
            "1e2",
            "1_000",
            "0x10",
            "0b1",
            "+0x1",
            "true",
            "yes",
            "Off",
            "\"yes\"",
            "x",
            "[]",
            "[a]",
            "[[a]]",
            "{}",
            "{a: b}",
            "{a: [b]}",
            "null",
            "~",
            "$X",
            "a${Y}",
            "$$X",
            "5m",
            "never",
            "1Gi",
            "500m",
            "0m",
            "1.5Gi",
            "[1, {name: a}]",
            "[{name: a, type: b}]",
            "{name: a}",
            "{name: a, directory: d}",
            "'a b'",
            "'A'",
            "INFO",
            "warning",
            "process",
            "flare:7.0",
            "/a",
            "a/b",
            "100Ei",
            "99999999999",
            "{cpu: 1, memory: 1Gi}",
            "{limit: {cpu: 2}}",
            "{initial: 1s, max: 1m}",
            "{cron: '* * * * *'}",
            "{servicePort: 80}",
            "[{servicePort: 81}]",
            "2030-12-12",
            "r",
            "RW",
            "v1",
            "{labels: {a: b}}",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
    private static final List<String> NAMES = Stream.concat(
                    Stream.of(
                            "x",
                            "Stack",
                            "replica",
                            "$X",
                            "${X}",
                            "autoscaling",
                            "resource",
                            "limit",
                            "request",
                            "tier",
                            "servicePort",
                            "ingress",
                            "metricPort",
                            "bento",
                            "flare",
                            "process",
                            "argument",
                            "conatinerResourceTemplate",
                            "spec"),
                    Arrays.stream(ResourceType.values()).map(ResourceType::keyword))
            .toList();

    private static String changed(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int changes = random.nextInt(4) == 0 ? 2 : 1;
        for (int i = 0; i < changes; i++) {
            change(lines, random.nextInt(lines.size()), random);
        }
        return String.join("\n", lines) + "\n";
    }

    private static void change(List<String> lines, int at, Random random) {
        String line = lines.get(at);
        int colon = line.indexOf(": ") >= 0 ? line.indexOf(": ") : line.endsWith(":") ? line.length() - 1 : -1;
        String indent = " "
                .repeat(line.length()
                        - line.stripLeading().length()
                        + (line.strip().startsWith("- ") ? 2 : 0));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        String name = random.nextBoolean() ? NAMES.get(random.nextInt(NAMES.size())) : anyName(lines, random);
        switch (random.nextInt(6)) {
            case 0 -> lines.add(at + random.nextInt(2), indent + name + ": " + value);
            case 1 -> {
                if (colon > 0) {
                    lines.set(at, line.substring(0, colon) + ": " + value);
                    removeBelow(lines, at, indent);
                }
            }
            case 2 -> {
                if (colon > 0) {
                    lines.set(at, line.substring(0, colon).replaceFirst("\\S+$", "") + name + line.substring(colon));
                }
            }
            case 3 -> {
                lines.remove(at);
                removeBelow(lines, at - 1, indent);
            }
            case 4 ->
                lines.set(
                        at,
                        line.replaceFirst(
                                "(?<=- ).*",
                                Pattern.quote(value)
                                        .replaceAll("^\\\\Q|\\\\E$", "")
                                        .replace("$", "\\$")));
            default -> lines.add(random.nextInt(lines.size() + 1), line);
        }
        if (lines.isEmpty()) {
            lines.add("");
        }
    }

    private static String anyName(List<String> lines, Random random) {
        return lines.get(random.nextInt(lines.size()))
                .strip()
                .replaceFirst("^- ", "")
                .replaceFirst(":.*", "");
    }

    private static void removeBelow(List<String> lines, int at, String indent) {
        while (at + 1 < lines.size() && lines.get(at + 1).startsWith(indent + " ")) {
            lines.remove(at + 1);
        }
    }
}
