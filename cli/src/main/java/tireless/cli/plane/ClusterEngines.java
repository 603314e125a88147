package tireless.cli.plane;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Function;
import tireless.control.compute.ClusterOpener;
import tireless.engine.Engine;
import tireless.kubernetes.engine.Clients;
import tireless.kubernetes.engine.FileMemory;
import tireless.kubernetes.engine.KubernetesEngine;
import tireless.kubernetes.objects.Supplies;
import tireless.model.Revision;
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
        return Client.engine(access, folder.resolve(name(access)), new ClusterSupplies(store, vault)::of, time);
    }

    /** Apart, so that who verifies the class around it looks up nothing of a client. */
    private static final class Client {
        static Engine engine(Access access, Path memory, Function<Revision, Supplies> supplies, TimeSource time) {
            return new KubernetesEngine(Clients.of(access), new FileMemory(memory), supplies, time);
        }
    }

    /** One that no other access has, and that can name a folder. */
    private static String name(Access access) {
        return UUID.nameUUIDFromBytes(access.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
