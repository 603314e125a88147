package tireless.stack.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.yaml.Mapping;
import tireless.model.ContainerImage;
import tireless.stack.Launch;
import tireless.stack.ResolveContext;
import tireless.stack.Stack;
import tireless.stack.StackId;

/**
 * Runs an image: its own entrypoint, or {@code command} in its place, with {@code arguments}, as a Kubernetes does with {@code command}
 * and {@code args}.
 */
public final class ContainerStack implements Stack {
    private static final String VERSION = "1.0";

    private final StackId id;

    private ContainerStack(String name) {
        this.id = new StackId(name, Optional.empty(), VERSION);
    }

    /** Under its name, and under the one that it had before: {@code alpha}. */
    public static List<Stack> all() {
        return List.of(new ContainerStack("container"), new ContainerStack("alpha"));
    }

    @Override
    public StackId id() {
        return id;
    }

    @Override
    public String guide() {
        return """
                A container of podman or docker, built in. Its stackSpec:
                  image            registry/name:tag; without a registry it is Docker Hub's
                  command          what takes the place of the image's entrypoint, as a list
                  arguments        its arguments, as a list; without a command those of the image's entrypoint
                  imagePullSecret  the secret of type cloud-kernel-image-pull that the image is pulled with
                """;
    }

    @Override
    public Optional<Launch> resolve(WorkerManifest manifest, ResolveContext context) {
        Mapping spec = manifest.worker().task().stack().spec();
        ContainerSpec written = ContainerSpec.read(spec, id.name(), manifest.at("worker", "stackSpec"), context);
        return written.whole() ? written.image().map(image -> launch(image, written)) : Optional.empty();
    }

    private static Launch launch(String image, ContainerSpec spec) {
        boolean entrypoint = spec.command().isEmpty();
        return new Launch(
                Stream.concat(spec.command().stream(), spec.arguments().stream())
                        .toList(),
                // That of the image, whichever it is.
                Path.of("/"),
                Map.of(),
                false,
                Map.of(),
                Optional.of(new ContainerImage(image, spec.imagePullSecret(), entrypoint)));
    }
}
