package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.List;

/** What came of a translation. */
public sealed interface Translated {
    /**
     * Objects.
     *
     * @param namespace in which all others are
     * @param objects in the order in which they are applied
     * @param content as {@link Labels#CONTENT}; empty where it has no pods of its own
     * @param secrets those that the pods name, also where they are not among the objects
     * @param remarks what of it does not act on a cluster, for people
     */
    record Objects(
            Namespace namespace,
            List<HasMetadata> objects,
            String content,
            List<NeededSecret> secrets,
            List<String> remarks)
            implements Translated {
        public Objects {
            objects = List.copyOf(objects);
            secrets = List.copyOf(secrets);
            remarks = List.copyOf(remarks);
        }

        /** Names objects only: they may have values of secrets. */
        @Override
        public String toString() {
            return objects.stream()
                    .map(object -> object.getKind() + " " + object.getMetadata().getName())
                    .toList()
                    .toString();
        }
    }

    /** @param flaws at least one */
    record Refused(List<Flaw> flaws) implements Translated {
        public Refused {
            flaws = List.copyOf(flaws);
        }
    }
}
