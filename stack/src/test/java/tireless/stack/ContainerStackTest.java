package tireless.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.model.ContainerImage;
import tireless.model.RunSpec;

class ContainerStackTest {
    private static String worker(String spec) {
        return Resolves.worker(spec).replace("stack: process", "stack: container");
    }

    private static RunSpec run(String spec) {
        Resolution resolution = Resolves.apply(worker(spec));
        assertThat(Resolves.problems(resolution)).isEmpty();
        return Resolves.only(resolution).run();
    }

    @Test
    void anImageAloneRunsWhatItHas() {
        RunSpec run = run("image: docker.io/library/redis:7");
        assertThat(run.command()).isEmpty();
        assertThat(run.image()).contains(new ContainerImage("docker.io/library/redis:7", Optional.empty(), true));
    }

    @Test
    void aCommandTakesThePlaceOfTheEntrypoint() {
        RunSpec run = run("image: a/b\ncommand: [python, -u]\narguments: [main.py, 1]\nimagePullSecret: registry");
        assertThat(run.command()).containsExactly("python", "-u", "main.py", "1");
        assertThat(run.image()).contains(new ContainerImage("a/b", Optional.of("registry"), false));
        assertThat(run.stop().wholeGroup()).isFalse();
    }

    @Test
    void argumentsAloneAreThoseOfTheEntrypoint() {
        RunSpec run = run("image: a/b\narguments: [--level, debug]");
        assertThat(run.command()).containsExactly("--level", "debug");
        assertThat(run.image()).contains(new ContainerImage("a/b", Optional.empty(), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"container", "container:1.0", "alpha", "alpha:1.0"})
    void itIsFoundByEachOfItsNames(String name) {
        Resolution resolution = Resolves.apply(worker("image: a/b").replace("container", name));
        assertThat(Resolves.problems(resolution)).isEmpty();
        assertThat(Resolves.only(resolution).run().image()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis",
                "redis:7-alpine",
                "my.registry:5000/a/b_c--d/e:V1.0",
                "localhost/a",
                "a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void imagesAreNamedAsRegistriesHaveThem(String image) {
        assertThat(run("image: " + image).image().orElseThrow().reference()).isEqualTo(image);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command: [a] | 6:3 error missing-attribute: `stackSpec` names no image",
                "image: --privileged | 7:12 error bad-value: `--privileged` is no name of an image",
                "image: a b | 7:12 error bad-value: `a b` is no name of an image",
                "image: Docker.io/Team/App | 7:12 error bad-value: `Docker.io/Team/App` is no name of an image",
                "image: [a] | 7:12 error wrong-type: `image` must be text, not a list",
                "{image: a, command: {a: b}} | 7:25 error wrong-type: `command` must be a text or a list of texts, not a mapping",
                "{image: a, imagePullSecret: [b]} | 7:33 error wrong-type: `imagePullSecret` must be text, not a list",
                "{image: a, imageTag: b} | 7:16 error unknown-attribute: the stack container has no attribute `imageTag`",
                "{image: a, servicePort: 80} | 7:16 error ingress-in-worker: a Worker has no ingress port, so it can not have `servicePort`",
            })
    void whatIsWrongIsSaidWithItsPlace(String spec, String problem) {
        assertThat(Resolves.problems(Resolves.apply(worker(spec)))).containsExactly(problem);
    }

    @Test
    void aNameBeyondAllMeasureIsRefusedAsAnyOther() {
        assertThat(Resolves.problems(Resolves.apply(worker("image: " + "a-".repeat(100_000) + "a"))))
                .singleElement()
                .asString()
                .endsWith("is no name of an image");
    }

    @Test
    void whatCanNotBeHeardIsWarnedOf() {
        String manifest = worker("image: a/b") + "  tireless: {metrics: {otlp: true}, network: NETWORK}\n";
        assertThat(Resolves.problems(Resolves.apply(manifest.replace("NETWORK", "host"))))
                .isEmpty();
        assertThat(Resolves.problems(Resolves.apply(manifest.replace("NETWORK", "none"))))
                .singleElement()
                .asString()
                .contains("warning no-signals");
    }

    @Test
    void anAccountInAnImageIsANumberAsItsNameMayBeAnothersThere() {
        String manifest = worker("image: a/b") + "  tireless: {unixUser: ACCOUNT}\n";
        assertThat(Resolves.problems(Resolves.apply(manifest.replace("ACCOUNT", "1000:1000"))))
                .isEmpty();
        assertThat(Resolves.problems(Resolves.apply(manifest.replace("ACCOUNT", "nobody"))))
                .singleElement()
                .asString()
                .contains("error account-of-image", "`nobody`");
    }
}
