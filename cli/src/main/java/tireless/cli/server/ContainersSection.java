package tireless.cli.server;

import java.util.List;
import java.util.Optional;
import tireless.manifest.read.Attribute;
import tireless.manifest.read.Attributes;
import tireless.manifest.read.Fields;
import tireless.runtime.container.ContainerSettings;

/** The section {@code containers} of {@code server.yaml}: what runs containers, and how. */
final class ContainersSection {
    private static final Attribute<Optional<String>> ENGINE = Attribute.text("engine")
            .described("the program that runs containers, as a name or a path; without one podman, else docker")
            .byDefault("")
            .example("docker");
    private static final Attribute<Optional<String>> RUN_OPTIONS = Attribute.text("runOptions")
            .described("further options of the engine's `run`, with spaces between them")
            .byDefault("")
            .example("--init --pids-limit 512");

    static final Attribute<Optional<Fields>> CONTAINERS = Attribute.section(
                    "containers", Attributes.of("containers", ENGINE, RUN_OPTIONS))
            .described("how containers are run");

    private ContainersSection() {}

    static ContainerSettings read(Fields fields) {
        ContainerSettings settings = new ContainerSettings(
                fields.read(ENGINE).map(String::strip).filter(text -> !text.isEmpty()),
                fields.read(RUN_OPTIONS)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(text -> List.of(text.split("\\s+", -1)))
                        .orElse(List.of()));
        fields.refuseOthers();
        return settings;
    }

    /** The section, as a configuration file has it. */
    static String text(ContainerSettings settings) {
        return """
                # How containers are run.
                containers:
                  # the program, as a name or a path; without one podman, else docker
                  engine: "%s"
                  # further options of its run
                  runOptions: "%s"
                """.formatted(settings.engine().orElse(""), String.join(" ", settings.runOptions()));
    }
}
