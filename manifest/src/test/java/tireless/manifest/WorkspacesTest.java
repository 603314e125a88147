package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tireless.manifest.source.SourceText;
import tireless.manifest.source.Sources;

class WorkspacesTest {
    private static final WorkspaceChoice ASKED = new WorkspaceChoice(Optional.of("blue"), "usual");
    private static final WorkspaceChoice USUAL = new WorkspaceChoice(Optional.empty(), "usual");

    private static ManifestSet read(String text, WorkspaceChoice choice) {
        return Reads.read(text, ReadOptions.of(Purpose.APPLY, Map.of()).in(choice));
    }

    @Test
    void theManifestsOwnIsFirstThenTheOneAskedForThenTheUsualOne() {
        String silent = Reads.worker("");
        String speaking = Reads.worker("") + "workspace: red\n";
        assertThat(USUAL.of(Reads.only(read(speaking, USUAL)).meta())).isEqualTo("red");
        assertThat(ASKED.of(Reads.only(read(silent, ASKED)).meta())).isEqualTo("blue");
        assertThat(USUAL.of(Reads.only(read(silent, USUAL)).meta())).isEqualTo("usual");
        assertThat(WorkspaceChoice.DEFAULT.of(Reads.only(read(silent, USUAL)).meta()))
                .isEqualTo("public");
    }

    @Test
    void theSameResourceInTwoFilesIsAWarningForLintAndAnErrorForRun() {
        List<SourceText> texts = Stream.of("a.yaml", "b.yaml")
                .map(name -> new SourceText(name, Reads.FOLDER, Reads.worker("")))
                .toList();
        Sources sources = new Sources(texts, List.of());
        assertThat(Reads.problems(ManifestReader.read(sources, ReadOptions.of(Purpose.LINT, Map.of()))))
                .containsExactly(
                        "1:7 warning duplicate-resource: worker public/pulse is already described at a.yaml:1:7");
        assertThat(ManifestReader.read(sources, ReadOptions.of(Purpose.APPLY, Map.of()))
                        .hasErrors())
                .isTrue();
    }

    @Test
    void aDisagreementNamesBoth() {
        assertThat(Reads.problems(read(Reads.worker("") + "workspace: red\n", ASKED)))
                .containsExactly("6:12 error workspace: the manifest says workspace `red`, and `blue` was asked for");
        assertThat(read(Reads.worker("") + "workspace: blue\n", ASKED).hasErrors())
                .isFalse();
    }

    @Test
    void aManifestWithoutWorkspaceIsTheSameAsOneInTheUsualWorkspace() {
        String text = Reads.worker("") + "---\n" + Reads.worker("") + "workspace: usual\n";
        assertThat(Reads.problems(read(text, USUAL)))
                .containsExactly("7:7 error duplicate-resource: worker usual/pulse is already described at w.yaml:1:7");
        assertThat(read(text, WorkspaceChoice.DEFAULT).hasErrors()).isFalse();
    }
}
