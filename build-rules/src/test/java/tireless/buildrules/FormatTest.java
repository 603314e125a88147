package tireless.buildrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FormatTest {

    private final Checkout checkout = Checkout.ofThisBuild();
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void sourcesAreFormatted() throws IOException {
        var sources = Stream.of(checkout.mainSources(), checkout.testSources())
                .flatMap(List::stream)
                .toList();
        var found = new ArrayList<String>();
        for (Path source : sources) {
            problem(Files.readString(source))
                    .ifPresent(problem -> found.add(checkout.root().relativize(source) + ": " + problem));
        }

        assertThat(found).as("format with ./test --format").isEmpty();
    }

    @Test
    void anythingElseIsRefused() {
        assertThat(problem("class A {int a;}")).isPresent();
        assertThat(problem("import java.util.List;\n\nclass A {}\n")).isPresent();
        assertThat(problem("class A {}\n")).isEmpty();
    }

    private Optional<String> problem(String source) {
        try {
            // Long texts stay as they are, as with ./test --format: how they are best cut is for people to see.
            String imports = RemoveUnusedImports.removeUnusedImports(
                    ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.PALANTIR));
            return formatter.formatSource(imports).equals(source) ? Optional.empty() : Optional.of("not formatted");
        } catch (FormatterException e) {
            return Optional.of("can not be formatted (in patterns write \"var _\"): " + e.getMessage());
        }
    }
}
