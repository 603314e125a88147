package tireless.stack;

import java.util.Optional;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.ContainerImage;
import tireless.model.Location;
import tireless.model.cluster.ClusterCompute;

/** The image that a replica runs in on a cluster: that of its stack, else the one that its manifest names. */
final class PodImage {
    private PodImage() {}

    /** Reports a name that is none, also where it does not act. */
    static void check(WorkerManifest manifest, ResolveContext context) {
        manifest.worker()
                .tireless()
                .pods()
                .image()
                .filter(name -> !ImageName.isOne(name))
                .ifPresent(name -> context.problems()
                        .error("bad-value", at(manifest), "this is no name of an image", ImageName.advice(name)));
        if (manifest.worker().tireless().pods().image().isEmpty()) {
            manifest.worker()
                    .tireless()
                    .pods()
                    .pullSecret()
                    .ifPresent(_ -> context.problems()
                            .warning(
                                    "image-not-used",
                                    atSecret(manifest),
                                    "there is no `image` beside it that would be pulled with it",
                                    "name the image too, or remove `imagePullSecret`"));
        }
    }

    /** What is started on {@code cluster}; empty where it has no image, which is reported. */
    static Optional<Launch> given(
            ClusterLaunch made,
            StackId stack,
            WorkerManifest manifest,
            ClusterCompute cluster,
            ResolveContext context) {
        Optional<String> named = manifest.worker().tireless().pods().image();
        Launch launch = made.launch();
        if (launch.image().isPresent() || made.isRunByObjects()) {
            named.filter(name -> !launch.image().map(ContainerImage::reference).equals(named))
                    .ifPresent(name -> context.problems()
                            .warning(
                                    "image-not-used",
                                    at(manifest),
                                    "the stack %s says itself what runs on a cluster, so this image is not used"
                                            .formatted(stack),
                                    "remove `image` and its `imagePullSecret`"));
            return Optional.of(launch);
        }
        if (named.isEmpty()) {
            context.problems()
                    .error(
                            "no-image",
                            manifest.valueAt("worker", "stack"),
                            "the compute `%s` is a Kubernetes cluster, where the stack %s needs an image to run in"
                                    .formatted(cluster.name(), stack),
                            "add `tireless: {image: registry/name:tag}` to the worker, an image that has what it runs");
            return Optional.empty();
        }
        // What the image itself starts, where the stack starts nothing.
        boolean entrypoint = launch.command().isEmpty();
        return Optional.of(launch.in(new ContainerImage(
                named.get(), manifest.worker().tireless().pods().pullSecret(), entrypoint)));
    }

    private static Location atSecret(WorkerManifest manifest) {
        return manifest.valueAt("worker", "tireless", "imagePullSecret");
    }

    private static Location at(WorkerManifest manifest) {
        return manifest.valueAt("worker", "tireless", "image");
    }
}
