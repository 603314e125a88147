package tireless.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;

/**
 * What the containers of a test bed print. Pods come in, and files go out, one for each start of a container, which the test bed
 * gives to those who ask for logs. A container prints the value of its variable {@value #PRINTS} at each start.
 */
final class PodOutput implements AutoCloseable, ResourceEventHandler<Pod> {
    static final String PRINTS = "TESTBED_PRINTS";

    private final KubernetesClient client;
    private final Path folder;

    /** @param client is closed with this */
    PodOutput(KubernetesClient client, Path folder) {
        this.client = client;
        this.folder = folder;
        client.pods().inAnyNamespace().inform(this);
    }

    @Override
    public void onAdd(Pod pod) {
        for (Container container : pod.getSpec().getContainers()) {
            make(file(pod, container.getName(), 0));
            for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
                if (status.getName().equals(container.getName())
                        && status.getState().getRunning() != null) {
                    started(pod, container, status.getRestartCount());
                }
            }
        }
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
        onAdd(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean finalStateUnknown) {}

    /** The file of the next start says whether this one was seen. */
    private void started(Pod pod, Container container, int restarts) {
        if (make(file(pod, container.getName(), restarts + 1))) {
            make(file(pod, container.getName(), restarts));
            container.getEnv().stream()
                    .filter(variable -> variable.getName().equals(PRINTS))
                    .map(EnvVar::getValue)
                    .filter(Objects::nonNull)
                    .flatMap(String::lines)
                    .forEach(line -> print(file(pod, container.getName(), restarts), line));
        }
    }

    /** Lets the first container print a line, as it runs by {@code pod}. */
    void print(Pod pod, String line) {
        ContainerStatus status = pod.getStatus().getContainerStatuses().getFirst();
        print(file(pod, status.getName(), status.getRestartCount()), line);
    }

    private static void print(Path file, String line) {
        try {
            Files.writeString(
                    file,
                    "%s stdout F %s\n".formatted(Instant.now(), line),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it was not there. */
    private static boolean make(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.createFile(file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Pod pod, String container, int restarts) {
        var metadata = pod.getMetadata();
        return folder.resolve(metadata.getNamespace() + "_" + metadata.getName() + "_" + metadata.getUid())
                .resolve(container)
                .resolve(restarts + ".log");
    }

    @Override
    public void close() {
        client.close();
    }
}
