package tireless.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.source.Sources;
import tireless.stack.Declared;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.WorkloadResolver;
import tireless.stack.builtin.BuiltInStacks;

/** What readers copy works, and what they follow is there. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final WorkloadResolver RESOLVER = BuiltInStacks.resolver(InstantSource.system());

    @TestFactory
    Stream<DynamicTest> manifestsHaveNoErrors() {
        return withManifests()
                .flatMap(page -> page.manifests().stream()
                        .map(block -> DynamicTest.dynamicTest(
                                name(page) + ":" + block.line(),
                                () -> assertThat(errors(page, block.text())).isEmpty())));
    }

    @Test
    void manifestsAreFoundAndFaultyOnesNoticed() {
        Page page = new Page(
                ROOT.resolve("page.md"), "text\n\n```yaml\nname: x\nversion: v1beta\ntype: worker\nworker: {}\n```\n");

        assertThat(page.manifests()).extracting(Page.Block::line).containsExactly(4);
        assertThat(errors(page, page.manifests().getFirst().text())).contains("`stack` is missing");
        assertThat(withManifests().flatMap(real -> real.manifests().stream())).hasSizeGreaterThan(4);
    }

    @TestFactory
    Stream<DynamicTest> linksLeadSomewhere() {
        return withLinks()
                .map(page -> DynamicTest.dynamicTest(
                        name(page),
                        () -> assertThat(page.relativeLinks())
                                .allSatisfy(link ->
                                        assertThat(leads(page, link)).as(link).isTrue())));
    }

    @Test
    void brokenLinksAreNoticed() {
        Page page = new Page(
                ROOT.resolve("README.md"),
                "[a](no/such.md) ![b](nor-this.svg) `[code](x)` [out](https://example.org)\n\n# What is it?\n");

        assertThat(page.relativeLinks()).containsExactly("no/such.md", "nor-this.svg");
        assertThat(page.relativeLinks()).noneMatch(link -> leads(page, link));
        assertThat(leads(page, "#what-is-it")).isTrue();
        assertThat(leads(page, "#what-else")).isFalse();
    }

    /** The errors that lint shows; empty for none. */
    private static String errors(Page page, String manifest) {
        Sources sources = Sources.of(name(page), page.file().getParent(), manifest);
        ReadOptions options = ReadOptions.of(Purpose.LINT, Map.of());
        Resolution resolution =
                RESOLVER.resolve(ManifestReader.read(sources, options), Declared.NONE, ResolveContext.of(options));
        return resolution.hasErrors() ? new ProblemPrinter(sources.texts(), false).print(resolution.problems()) : "";
    }

    private static boolean leads(Page from, String link) {
        String[] halves = link.split("#", 2);
        Path target = halves[0].isEmpty()
                ? from.file()
                : from.file().resolveSibling(halves[0]).normalize();
        boolean there = halves[0].isEmpty() || Files.exists(target);
        if (!there || halves.length == 1) {
            return there;
        }
        return halves[0].isEmpty()
                ? from.hasHeading(halves[1])
                : Page.read(target).hasHeading(halves[1]);
    }

    private static Stream<Page> withManifests() {
        return pages(List.of("README.md", "docs/guide"));
    }

    private static Stream<Page> withLinks() {
        return pages(List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs", "examples"));
    }

    private static Stream<Page> pages(List<String> names) {
        return names.stream()
                .flatMap(name -> markdown(ROOT.resolve(name)).stream())
                .map(Page::read);
    }

    private static List<Path> markdown(Path start) {
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Page page) {
        return ROOT.relativize(page.file()).toString();
    }
}
