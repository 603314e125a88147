package tireless.model;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The specification of a resource of which nothing runs: it is kept, compared and shown.
 *
 * @param fields every value of its section by its path ({@code dag[0].name}); values that are secret are stars
 */
public record Declaration(SortedMap<String, String> fields) implements Spec {
    public Declaration {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    @Override
    public int replicas() {
        return 0;
    }

    /** Why a resource of this type does not act in this build, for people; empty where it does all that it is for. */
    public static Optional<String> whyPending(ResourceType type) {
        return switch (type) {
            // A compute says where others run, so there is nothing to wait for.
            case WORKSPACE, STACK, VOLUME, SECRET, INSTANCE_SECRET, COMPUTE -> Optional.empty();
            case SERVICE, WORKFLOW, WORKER -> Optional.of("this build does not run %ss yet".formatted(type.keyword()));
            default -> Optional.of("this build does not use %ss yet".formatted(type.keyword()));
        };
    }
}
