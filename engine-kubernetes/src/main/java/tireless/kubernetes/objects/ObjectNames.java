package tireless.kubernetes.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.model.ContainerImage;
import tireless.model.SecretProjection;
import tireless.model.SecretProjection.Kind;
import tireless.model.scaling.ScaleTrigger.AuthenticationRef;

/** What the objects beside the pods are called. Those with a content are called by it, so that pods that need another one are other pods. */
final class ObjectNames {
    private static final Set<Kind> AS_FILES = Set.of(Kind.FILE, Kind.PROP_FILE);

    private ObjectNames() {}

    /** The Secret with the variables; empty where none are asked for. */
    static Optional<String> variables(Wanted wanted) {
        return secret(wanted, "env", Set.of(Kind.ENV_VARS));
    }

    /** The Secret with the files; empty where none are asked for. */
    static Optional<String> files(Wanted wanted) {
        return secret(wanted, "secret", AS_FILES);
    }

    /** What the image is pulled with; empty where it is public. */
    static Optional<String> pull(Wanted wanted) {
        return wanted.workload()
                .run()
                .image()
                .flatMap(ContainerImage::pullSecret)
                .map(named ->
                        wanted.supplies().pull().isPresent() ? wanted.key().name() + "-pull" : named);
    }

    /**
     * The Secret and the TriggerAuthentication of a secret that a trigger names. One of all workspaces has a dot in its name, as no resource
     * has: it may be called as one of the workspace is.
     */
    static String trigger(Wanted wanted, AuthenticationRef secret) {
        return "%s-trigger-%s%s".formatted(wanted.key().name(), secret.name(), secret.cluster() ? ".cluster" : "");
    }

    /** Whether other values have another name. */
    static boolean followValues(Wanted wanted) {
        return wanted.workload().run().provisions().secrets().stream()
                .allMatch(use -> use.fingerprint().isPresent());
    }

    private static Optional<String> secret(Wanted wanted, String what, Set<Kind> kinds) {
        List<SecretProjection> uses = wanted.workload().run().provisions().secrets().stream()
                .filter(use -> kinds.contains(use.kind()))
                .toList();
        if (uses.isEmpty()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (SecretProjection use : uses) {
            // The fingerprint stands for the values: a digest of these could be guessed from.
            texts.addAll(List.of(
                    use.name(),
                    use.workspace(),
                    use.kind().name(),
                    use.fingerprint().orElse(""),
                    Integer.toString(use.keys().size())));
            texts.addAll(use.keys());
        }
        return Optional.of("%s-%s-%s".formatted(wanted.key().name(), what, Digest.of(texts)));
    }
}
