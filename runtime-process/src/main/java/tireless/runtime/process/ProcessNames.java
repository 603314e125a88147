package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import tireless.model.AttemptId;
import tireless.model.SlotId;
import tireless.runtime.process.provision.FileTree;
import tireless.runtime.process.provision.Provisioner;
import tireless.runtime.process.provision.Supply;
import tireless.runtime.process.provision.VolumeFill;
import tireless.throughput.Notification;

/** By what the processes of one home are known on this machine, for a driver that has them run something for it. */
public final class ProcessNames {
    private final Home home;
    private final Path socketFolder;

    /**
     * @param home that of the {@link ProcessDriver}
     * @param socketFolder the same as that has
     * @throws IOException if the home can not be used
     */
    public ProcessNames(Path home, Path socketFolder) throws IOException {
        this.home = new Home(home);
        this.socketFolder = socketFolder;
    }

    /** The home, without links on the way to it. */
    public Path home() {
        return home.root();
    }

    /** Short, and different for every home on this machine. */
    public String homeId() {
        return home.id();
    }

    /** What the environment of every process of an attempt carries as {@code TIRELESS_ATTEMPT}. */
    public String token(AttemptId attempt) {
        return home.token(attempt);
    }

    /**
     * The socket that a container in a slot sends to. It is bound anew by each driver, in a folder that stays and has nothing else in it.
     *
     * @param forOther whether it runs as another account
     */
    public Path notifySocket(SlotId slot, boolean forOther) {
        return forOther
                ? NotifySockets.pathForOthers(home.id(), slot, true)
                : NotifySockets.path(socketFolder, home.id(), slot, true);
    }

    /**
     * What makes ready what attempts are given, in the same places as the driver's own.
     *
     * @param filled told how full temporary volumes are, where that matters
     * @param counted told what replicas count, where they show it at a port of theirs
     * @param warned told what hinders that, for people
     */
    public Provisioner provisioner(
            Supply supply,
            BiConsumer<AttemptId, VolumeFill> filled,
            BiConsumer<SlotId, Notification> counted,
            BiConsumer<AttemptId, String> warned) {
        return new Provisioner(
                home.root(), home.id(), supply, SlotPath::flat, FileTree::remove, filled, counted, warned);
    }
}
