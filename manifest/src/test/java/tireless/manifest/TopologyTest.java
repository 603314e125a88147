package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The steps of a topology go with each other. */
class TopologyTest {
    @Test
    void whatDoesNotGoTogetherIsWarnedOfAtItsLine() {
        String manifest = """
                name: a
                version: v1beta
                type: worker
                worker:
                  stack: process
                  stackSpec: {command: [/bin/true]}
                  topology:
                    - name: read
                      type: input
                    - name: write
                      type: output
                      dependencies:
                        - raed
                        - write
                    - name: read
                      type: input
                """;

        assertThat(Reads.lint(manifest).problems())
                .allMatch(problem -> !problem.isError())
                .extracting(problem -> problem.location().line() + ": " + problem.message())
                .containsExactly(
                        "13: there is no step `raed` in this topology",
                        "14: the step `write` depends on itself",
                        "15: a step `read` is already described on line 8");
    }
}
