package tireless.stack.defined;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;

/** Finds addresses of DataOS' Depots, {@code dataos://depot:collection/dataset}, in a part of a manifest. */
final class DepotAddresses {
    private static final String SCHEME = "dataos://";

    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Scalar> found = new ArrayList<>();

    private DepotAddresses() {}

    /** The texts that are an address, in their order; one that aliases share is there once. */
    static List<Scalar> in(Node part) {
        DepotAddresses addresses = new DepotAddresses();
        addresses.look(part);
        return addresses.found;
    }

    private void look(Node node) {
        if (!seen.add(node)) {
            return;
        }
        switch (node) {
            case Scalar text -> {
                if (text.text().startsWith(SCHEME)) {
                    found.add(text);
                }
            }
            case Sequence list -> list.items().forEach(this::look);
            case Mapping mapping -> mapping.entries().forEach(entry -> look(entry.value()));
        }
    }
}
