package tireless.kubernetes.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tireless.model.ContainerImage;
import tireless.model.SecretHandover;
import tireless.model.SecretProjection;
import tireless.model.SecretProjection.Kind;
import tireless.model.SecretValues;

/**
 * A Secret that pods name, whether or not its values are known.
 *
 * @param from the secrets that its values are of
 * @param keys empty where its values are not known
 */
public record NeededSecret(String namespace, String name, Use use, List<String> from, SortedSet<String> keys) {
    /** What it is for. */
    public enum Use {
        /** Each key is a variable. */
        VARIABLES,
        /** Each key is a file. */
        FILES,
        /** Images are pulled with it. */
        PULL,
        /** A trigger is asked with it. */
        TRIGGER
    }

    public NeededSecret {
        from = List.copyOf(from);
        keys = new TreeSet<>(keys);
    }

    static List<NeededSecret> of(Wanted wanted) {
        List<NeededSecret> needed = new ArrayList<>();
        Optional<SecretHandover> values = wanted.supplies().secrets();
        ObjectNames.variables(wanted)
                .ifPresent(name -> needed.add(new NeededSecret(
                        wanted.namespace(),
                        name,
                        Use.VARIABLES,
                        from(wanted, Set.of(Kind.ENV_VARS)),
                        values.map(handover -> keys(handover.variables().keySet()))
                                .orElseGet(TreeSet::new))));
        ObjectNames.files(wanted)
                .ifPresent(name -> needed.add(new NeededSecret(
                        wanted.namespace(),
                        name,
                        Use.FILES,
                        from(wanted, Set.of(Kind.FILE, Kind.PROP_FILE)),
                        values.map(handover -> keys(handover.files().keySet())).orElseGet(TreeSet::new))));
        wanted.workload()
                .run()
                .image()
                .flatMap(ContainerImage::pullSecret)
                .ifPresent(secret -> needed.add(new NeededSecret(
                        wanted.namespace(),
                        ObjectNames.pull(wanted).orElseThrow(),
                        Use.PULL,
                        List.of(secret),
                        wanted.supplies().pull().map(SecretValues::keys).orElseGet(TreeSet::new))));
        if (KedaObjects.areMade(wanted)) {
            wanted.supplies()
                    .triggers()
                    .forEach((secret, ofTrigger) -> needed.add(new NeededSecret(
                            wanted.namespace(),
                            ObjectNames.trigger(wanted, secret),
                            Use.TRIGGER,
                            List.of(secret.name()),
                            ofTrigger.keys())));
        }
        return needed;
    }

    private static SortedSet<String> keys(Set<String> names) {
        return new TreeSet<>(names);
    }

    private static List<String> from(Wanted wanted, Set<Kind> kinds) {
        return wanted.workload().run().provisions().secrets().stream()
                .filter(use -> kinds.contains(use.kind()))
                .map(SecretProjection::name)
                .distinct()
                .toList();
    }
}
