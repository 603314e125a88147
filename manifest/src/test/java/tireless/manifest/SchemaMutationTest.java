package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tireless.manifest.read.Attribute;
import tireless.manifest.read.Attributes;
import tireless.manifest.read.Form;
import tireless.manifest.read.KindReader;
import tireless.manifest.schema.ManifestSchema;
import tireless.manifest.source.SourceText;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
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
            new Unsaid(
                    "two values are compared",
                    "`minReplica(s|Count)` .* is more than|is not below|is longer than the longest",
                    ""),
            new Unsaid("the machine knows the time zones", "there is no time zone", ""),
            new Unsaid("a calendar is asked", "`endOn` can not be `\\d{4}-", ""),
            new Unsaid("three values make one", "no manifest could name this stack", ""),
            new Unsaid(
                    "the spelling of a number is not seen",
                    "the (name|workspace) `1\\.5` may hold|`tolerance` can not be",
                    ""),
            new Unsaid("quotes are not seen", "must be true or false, not the text `(yes|no|on|off)`", ""),
            new Unsaid("a variable may be the path of a file", "`stack` is missing", "^ +file: .*\\$"),
            new Unsaid(
                    "a section may be named like its stack, unless that is known",
                    "unknown attribute",
                    "^ *(- )?stack: *(?!(process|flare|bento|beacon|scanner|container|alpha|soda)([+: ]|$))\\S"));

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
            "trace",
            "'8080'",
            "[a, ]",
            "[~]",
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

    private static final int ROUNDS = 3_000;

    private final Set<String> agreed = new TreeSet<>();
    private final List<String> disagreed = new ArrayList<>();

    @Test
    void everyAttributeIsRightInTheTextThatIsChanged() throws IOException {
        Set<Attribute<?>> written = new HashSet<>();
        for (String text : texts()) {
            assertThat(Reads.problems(Reads.lint(text))).as(text).noneMatch(problem -> problem.contains(" error "));
            Mapping manifest = (Mapping) document(text).orElseThrow();
            assertThat(Editor.ofAny(manifest)).as(text).isEmpty();
            collect(manifest, Editor.declared(manifest), written);
        }
        for (ResourceType type : ManifestSchema.types()) {
            Attributes declared = KindReader.attributes(type).orElseThrow();
            assertThat(all(declared).filter(attribute -> !(attribute.form() instanceof Form.Refused)))
                    .as(type.keyword())
                    .isSubsetOf(written);
        }
    }

    private static Stream<Attribute<?>> all(Attributes declared) {
        return declared.all().stream()
                .flatMap(attribute -> Stream.concat(
                        Stream.of(attribute), inner(attribute.form()).stream().flatMap(SchemaMutationTest::all)));
    }

    private static Optional<Attributes> inner(Form form) {
        return switch (form) {
            case Form.Section(Attributes inner) -> Optional.of(inner);
            case Form.TextOrSection(Attributes inner) -> Optional.of(inner);
            case Form.ListOf(Form entry, var _, var _, var _) -> inner(entry);
            default -> Optional.empty();
        };
    }

    private static void collect(Node node, Attributes declared, Set<Attribute<?>> written) {
        switch (node) {
            case Scalar _ -> {}
            case Sequence sequence -> sequence.items().forEach(item -> collect(item, declared, written));
            case Mapping mapping ->
                mapping.entries().forEach(entry -> {
                    String name = declared.otherNames().stream()
                            .filter(other -> other.from().equals(entry.name()))
                            .map(Attributes.OtherName::to)
                            .findFirst()
                            .orElse(entry.name());
                    declared.named(name).ifPresent(attribute -> {
                        written.add(attribute);
                        inner(attribute.form()).ifPresent(inner -> collect(entry.value(), inner, written));
                    });
                });
        }
    }

    @Test
    void anEditorMarksWhatTheReaderRefusesAndNothingElse() throws IOException {
        Random random = new Random(20_250_202);
        List<String> texts = texts();
        for (int round = 0; round < ROUNDS; round++) {
            String text = changed(texts.get(random.nextInt(texts.size())), random);
            compare(text);
            document(text)
                    .ifPresent(manifest ->
                            assertThat(Editor.passesAsAny(manifest)).as(text).isEqualTo(Editor.passes(manifest)));
        }
        assertThat(disagreed).isEmpty();
        assertThat(agreed).containsAll(SAID);
    }

    @Test
    void anEditorMarksWhatAnAttributeCanNotBeAndNothingElse() throws IOException {
        for (String text : texts()) {
            List<String> lines = text.lines().toList();
            for (int at = 0; at < lines.size(); at++) {
                // Every second value, and the others on the next line: half the time, and each attribute sees each
                // sort.
                for (int i = at % 2; colon(lines.get(at)) > 0 && i < VALUES.size(); i += 2) {
                    List<String> changed = new ArrayList<>(lines);
                    set(changed, at, VALUES.get(i));
                    compare(String.join("\n", changed) + "\n");
                }
            }
        }
        assertThat(disagreed).isEmpty();
        assertThat(agreed).contains("missing-attribute", "wrong-type", "bad-value", "bad-name", "bad-version");
    }

    private void compare(String text) {
        Optional<Node> document = document(text);
        if (document.isEmpty()) {
            return;
        }
        List<Problem> errors =
                Reads.lint(text).problems().stream().filter(Problem::isError).toList();
        boolean passes = Editor.passes(document.get());
        if (errors.isEmpty() && !passes) {
            disagreed.add("marked: %s in:%n%s".formatted(Editor.ofAny(document.get()), text));
        }
        for (Problem error : errors) {
            if (!passes) {
                agreed.add(error.code());
            } else if (isSaid(error, text)) {
                disagreed.add("not marked: %s in:%n%s".formatted(error, text));
            }
        }
    }

    private static boolean isSaid(Problem error, String text) {
        return SAID.contains(error.code()) && UNSAID.stream().noneMatch(unsaid -> unsaid.holds(error, text));
    }

    /** The one document of {@code text}; empty where it is no YAML, or several. */
    private static Optional<Node> document(String text) {
        List<Node> documents = Editor.documents(new SourceText("w.yaml", Path.of("/"), text));
        return documents.size() == 1 ? Optional.of(documents.getFirst()) : Optional.empty();
    }

    private static List<String> texts() throws IOException {
        try (InputStream text =
                Objects.requireNonNull(SchemaMutationTest.class.getResourceAsStream("/every-attribute.yaml"))) {
            return List.of(new String(text.readAllBytes(), StandardCharsets.UTF_8).split("---\n"));
        }
    }

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
        int colon = colon(line);
        String value = VALUES.get(random.nextInt(VALUES.size()));
        String name = random.nextBoolean() ? NAMES.get(random.nextInt(NAMES.size())) : anyName(lines, random);
        switch (random.nextInt(6)) {
            case 0 -> lines.add(at + random.nextInt(2), indent(line) + name + ": " + value);
            case 1 -> set(lines, at, value);
            case 2 -> {
                if (colon > 0) {
                    lines.set(at, line.substring(0, colon).replaceFirst("\\S+$", "") + name + line.substring(colon));
                }
            }
            case 3 -> {
                lines.remove(at);
                removeBelow(lines, at - 1, indent(line));
            }
            case 4 -> lines.set(at, line.replaceFirst("(?<=- ).*", Matcher.quoteReplacement(value)));
            default -> lines.add(random.nextInt(lines.size() + 1), line);
        }
        if (lines.isEmpty()) {
            lines.add("");
        }
    }

    /** Gives the attribute on a line another value, in the place of all that it had. */
    private static void set(List<String> lines, int at, String value) {
        String line = lines.get(at);
        if (colon(line) > 0) {
            lines.set(at, line.substring(0, colon(line)) + ": " + value);
            removeBelow(lines, at, indent(line));
        }
    }

    private static int colon(String line) {
        return line.contains(": ") ? line.indexOf(": ") : line.endsWith(":") ? line.length() - 1 : -1;
    }

    private static String indent(String line) {
        int spaces = line.length() - line.stripLeading().length();
        return " ".repeat(line.strip().startsWith("- ") ? spaces + 2 : spaces);
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
