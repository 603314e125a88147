package tireless.stack;

import java.util.Optional;
import tireless.manifest.kind.WorkerManifest;

/** Knows how to run what a {@code stackSpec} describes. Implementations are safe for use by many threads. */
public interface Stack {
    StackId id();

    /** What a person is told of it: the manifest that would declare it, or, where nothing could, what its {@code stackSpec} holds. */
    String guide();

    /**
     * What to start for {@code manifest}; empty where its {@code stackSpec} does not say it. Everything that is wrong goes to
     * the context's problems; nothing is thrown for what a user wrote.
     */
    Optional<Launch> resolve(WorkerManifest manifest, ResolveContext context);

    /** How a replica is given the values of a secret where its manifest does not say it: {@code envVars}, {@code propFile} or {@code file}. */
    default Optional<String> secretProjection() {
        return Optional.empty();
    }

    /** What it makes of {@code manifest} for a Kubernetes cluster beyond what there is to start; most make nothing. */
    default KubernetesParts kubernetes(WorkerManifest manifest, ResolveContext context) {
        return KubernetesParts.NONE;
    }
}
