package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static tireless.cli.Replies.RESOURCES;
import static tireless.cli.Replies.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.api.Api;
import tireless.api.Page;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.api.SourceView;
import tireless.cli.Sandbox.Outcome;

/** The commands of {@code stack}, with Stacks that a scripted server has. */
class StacksOfTheServerTest extends InSandbox {
    private static final String BENTO = """
            name: our-bento
            version: v1alpha
            type: stack
            stack:
              name: bento
              version: "5.0"
              reconciler: stackManager
              secretProjection:
                type: "envVars"
              image:
                registry: registry.example.org
                image: bento-ds
                tag: 0.8.28
                auth: {imagePullSecret: mypull}
              environmentVars: {DB_PASSWORD: "hunter2", PLAIN: "$seen"}
              stackSpecValueSchema:
                jsonSchema: |
                  {"type": "object", "properties": {"password": {"type": "string"}}}
              workerConfig:
                configFileTemplate: |
                  jobconfig.yaml: |
                    password: {{ .ApplicationSpec.StackSpec.password }}
            """;

    private void serve(Map<String, String> stacks) {
        List<ResourceView> views = new TreeMap<>(stacks)
                .keySet().stream()
                        .map(name -> resource(new ResourceRef("stack", "-", name), "accepted"))
                        .toList();
        Page<ResourceView> page = new Page<>(views, Optional.empty());
        sandbox.server.on(RESOURCES, (_, answering) -> answering.reply(page.form(ResourceView::form)));
        stacks.forEach((name, text) -> sandbox.server.on(
                "GET " + Api.path(new ResourceRef("stack", "-", name)) + "/source",
                (_, answering) -> answering.reply(new SourceView("stack/" + name, home.toString(), text).form())));
    }

    @Test
    void oneThatNamesAPullSecretIsListedAndShown() {
        serve(Map.of("our-bento", BENTO));

        Outcome listed = sandbox.tireless("stack", "list");
        assertThat(listed.err()).isEmpty();
        assertThat(listed.out())
                .containsPattern("bento +1.0, 3.0, 4.0, 5.0 +5.0 declared by `our-bento`; 1.0, 3.0, 4.0 built in");
        assertThat(sandbox.tireless("stack", "versions", "bento").out()).contains("5.0");
        assertThat(sandbox.tireless("stack", "show", "bento:5.0").out())
                .isEqualTo(BENTO.replace("\"hunter2\"", "'****'"));
    }

    @Test
    void whatIsRenderedIsMadeByTheStackAsItWasApplied() throws IOException {
        serve(Map.of("our-bento", BENTO));
        Path worker = Files.writeString(home.resolve("w.yaml"), """
                name: w
                version: v1beta
                type: worker
                worker:
                  stack: bento:5.0
                  stackSpec: {password: open}
                """);

        Outcome rendered = sandbox.tireless("stack", "render", "-f", worker.toString());
        assertThat(rendered.status()).as(rendered.err()).isZero();
        assertThat(rendered.out())
                .contains("image: registry.example.org/bento-ds:0.8.28", "DB_PASSWORD: hunter2", "PLAIN: $seen")
                .contains("password: open");
    }

    @Test
    void aWorkerOfAClusterIsRenderedForTheComputeThatTheServerHas() throws IOException {
        ResourceRef prod = new ResourceRef("compute", "-", "prod");
        Page<ResourceView> page = new Page<>(List.of(resource(prod, "accepted")), Optional.empty());
        sandbox.server.on(RESOURCES, (_, answering) -> answering.reply(page.form(ResourceView::form)));
        sandbox.server.on(
                "GET " + Api.path(prod) + "/source",
                (_, answering) -> answering.reply(new SourceView("compute/prod", home.toString(), """
                        name: prod
                        version: v1
                        type: compute
                        compute: {kubernetes: {context: prod}}
                        """).form()));
        Path worker = Files.writeString(home.resolve("w.yaml"), """
                name: w
                version: v1beta
                type: worker
                worker:
                  compute: prod
                  stack: process
                  stackSpec: {command: no-such-program-here}
                  tireless: {image: pulse:1}
                """);

        Outcome rendered = sandbox.tireless("stack", "render", "-f", worker.toString());
        assertThat(rendered.err()).isEmpty();
        assertThat(rendered.status()).isZero();
        assertThat(rendered.out()).contains("image: pulse:1");

        serve(Map.of());
        Outcome alone = sandbox.tireless("stack", "render", "-f", worker.toString());
        assertThat(alone.err()).contains("w.yaml:5:12", "there is no compute `prod`");
        assertThat(alone.out()).doesNotContain("image: pulse:1");
    }

    @Test
    void oneThatCanNotBeReadIsSaid() {
        serve(Map.of("our-bento", BENTO, "torn", "name: torn\ntype: stack\nstack: {name: [\n"));

        Outcome listed = sandbox.tireless("stack", "list");
        assertThat(listed.err())
                .contains("warning: the Stack `torn` of the server can not be read here, and is left out: ");
        assertThat(listed.out()).contains("declared by `our-bento`");
    }

    @Test
    void ofAServerThatGivesNoneThatIsSaid() {
        serve(Map.of());
        Page<ResourceView> page =
                new Page<>(List.of(resource(new ResourceRef("stack", "-", "own"), "accepted")), Optional.empty());
        sandbox.server.on(RESOURCES, (_, answering) -> answering.reply(page.form(ResourceView::form)));

        assertThat(sandbox.tireless("stack", "list").err())
                .contains("warning: the Stack `own` of the server can not be read here");
    }
}
