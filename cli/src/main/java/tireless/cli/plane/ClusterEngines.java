package tireless.cli.plane;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import tireless.control.compute.ClusterOpener;
import tireless.engine.Engine;
import tireless.kubernetes.engine.Clients;
import tireless.kubernetes.engine.FileMemory;
import tireless.kubernetes.engine.KubernetesEngine;
import tireless.model.TimeSource;
import tireless.model.cluster.Access;
import tireless.secret.Vault;
import tireless.store.Store;

/**
 * Opens the engines of clusters. A kubeconfig is looked for by the environment of this process, which is the one that connects: a Compute
 * means one cluster, whoever applies it, and also after a boot. No class of a client is loaded before the first is opened.
 *
 * @param folder where engines remember what must outlive them
 */
record ClusterEngines(Path folder, Store store, Vault vault, TimeSource time) implements ClusterOpener {
    @Override
    public Engine open(Access access) {
        return new KubernetesEngine(
                Clients.of(access),
                new FileMemory(folder.resolve(name(access))),
                new ClusterSupplies(store, vault)::of,
                time);
    }

    /** One that no other access has, and that can name a folder. */
    private static String name(Access access) {
        return UUID.nameUUIDFromBytes(access.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
