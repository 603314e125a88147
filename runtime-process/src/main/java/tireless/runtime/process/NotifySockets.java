package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tireless.linux.DatagramFile;
import tireless.linux.EventLoop;
import tireless.model.SlotId;
import tireless.runtime.process.account.Owner;
import tireless.throughput.Notification;

/**
 * One notification socket per slot (sd_notify(3)); it stays the same over restarts, for senders that keep it open. That of a worker which
 * runs as another account lies in a folder that every account may enter and none but root may list, and is that account's alone. That of a container lies in a folder of its own, which is all that the container is
 * shown of sockets, and stays where another server binds the socket anew.
 */
final class NotifySockets implements AutoCloseable {
    /** Only root can have made anything there. */
    private static final Path FOR_OTHERS = Path.of("/run");

    /** The name of one in a folder of its own. */
    private static final String ALONE = "s";

    private static final FileAttribute<?> ENTERED =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));

    private final Path folder;
    private final String homeId;
    private final EventLoop loop;
    private final BiConsumer<SlotId, Notification> heard;
    private final Map<SlotId, Socket> bySlot = new ConcurrentHashMap<>();

    private record Socket(DatagramFile file, EventLoop.Watch watch) {
        void close() throws IOException {
            watch.close();
            file.close();
        }
    }

    /** @param folder short, and open to its owner alone; it is made if it is not there */
    NotifySockets(Path folder, String homeId, EventLoop loop, BiConsumer<SlotId, Notification> heard)
            throws IOException {
        Files.createDirectories(folder, Home.PRIVATE_FOLDER);
        this.folder = folder;
        this.homeId = homeId;
        this.loop = loop;
        this.heard = heard;
    }

    /**
     * Where the slot's socket is, or would be.
     *
     * @param alone whether it lies in a folder of its own
     */
    static Path path(Path folder, String homeId, SlotId slot, boolean alone) {
        String name = Home.hash(homeId + "/" + SlotPath.of(slot));
        return alone
                ? folder.resolve(name.substring(0, name.length() - ALONE.length() - 1))
                        .resolve(ALONE)
                : folder.resolve(name);
    }

    /** Where that of a worker of another account is, or would be. */
    static Path pathForOthers(String homeId, SlotId slot, boolean alone) {
        return path(forOthers(homeId), homeId, slot, alone);
    }

    private List<Path> forOthers(SlotId slot) {
        return List.of(pathForOthers(homeId, slot, false), pathForOthers(homeId, slot, true));
    }

    private List<Path> own(SlotId slot) {
        return List.of(path(folder, homeId, slot, false), path(folder, homeId, slot, true));
    }

    private static Path forOthers(String homeId) {
        return FOR_OTHERS.resolve("tireless-" + homeId);
    }

    /**
     * The slot's socket, made if need be; what an earlier attempt said and nobody read yet is dropped.
     *
     * @param owner the account that sends, where it is another one than this program's
     * @param alone whether it lies in a folder of its own, for who is shown that folder
     */
    Path open(SlotId slot, Optional<Owner> owner, boolean alone) throws IOException {
        Path path = owner.isPresent() ? pathForOthers(homeId, slot, alone) : path(folder, homeId, slot, alone);
        Socket known = bySlot.get(slot);
        if (known != null && known.file().path().equals(path) && Files.exists(path)) {
            discard(known.file());
        } else {
            close(slot);
            remove(own(slot), path);
            bind(slot, path, owner.isPresent(), alone);
        }
        if (owner.isPresent()) {
            owner.get().take(path);
        }
        return path;
    }

    /** The socket of a slot whose worker goes on since before this program. */
    void openAgain(SlotId slot) throws IOException {
        if (bySlot.containsKey(slot)) {
            return;
        }
        for (Path others : forOthers(slot)) {
            if (Files.exists(others, LinkOption.NOFOLLOW_LINKS)) {
                open(slot, Optional.of(Owner.of(others)), isAlone(others));
                return;
            }
        }
        Path alone = path(folder, homeId, slot, true);
        open(slot, Optional.empty(), Files.exists(alone, LinkOption.NOFOLLOW_LINKS));
    }

    private static boolean isAlone(Path path) {
        return path.endsWith(ALONE);
    }

    private void bind(SlotId slot, Path path, boolean forOthers, boolean alone) throws IOException {
        if (forOthers) {
            makeEntered(forOthers(homeId));
        }
        if (alone && forOthers) {
            makeEntered(path.resolveSibling(""));
        } else if (alone) {
            Files.createDirectories(path.resolveSibling(""), Home.PRIVATE_FOLDER);
        }
        DatagramFile file = DatagramFile.bind(path);
        try {
            bySlot.put(slot, new Socket(file, loop.watch(file.descriptor(), () -> drain(slot, file))));
        } catch (IOException failure) {
            file.close();
            throw failure;
        }
    }

    private static void makeEntered(Path made) throws IOException {
        try {
            Files.createDirectory(made, ENTERED);
        } catch (FileAlreadyExistsException known) {
            // Its permissions may have been cut by the umask of who made it.
        }
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
    }

    private void drain(SlotId slot, DatagramFile file) throws IOException {
        for (Optional<byte[]> datagram = file.receive(); datagram.isPresent(); datagram = file.receive()) {
            heard.accept(slot, Notification.parse(datagram.get()));
        }
    }

    private static void discard(DatagramFile file) throws IOException {
        while (file.receive().isPresent()) {
            // From an attempt that is dead.
        }
    }

    /** Leaves nothing for another account in a slot in which nothing lives; what is this program's own account's stays. */
    void closeForOthers(SlotId slot) throws IOException {
        Socket known = bySlot.get(slot);
        if (known != null && forOthers(slot).contains(known.file().path())) {
            close(slot);
        } else {
            remove(forOthers(slot), folder);
        }
    }

    void close(SlotId slot) throws IOException {
        @Nullable Socket socket = bySlot.remove(slot);
        if (socket != null) {
            socket.close();
            removeFolder(socket.file().path());
        }
        remove(forOthers(slot), folder);
    }

    private static void remove(List<Path> paths, Path but) throws IOException {
        for (Path path : paths) {
            if (!path.equals(but)) {
                Files.deleteIfExists(path);
                removeFolder(path);
            }
        }
    }

    private static void removeFolder(Path path) throws IOException {
        if (isAlone(path)) {
            Files.deleteIfExists(path.resolveSibling(""));
        }
    }

    /** Lets go of all; the files stay for the workers that go on, and are bound anew by who comes next. */
    @Override
    public void close() {
        bySlot.values().forEach(socket -> {
            socket.watch().close();
            socket.file().descriptor().close();
        });
        bySlot.clear();
        try {
            Files.deleteIfExists(forOthers(homeId));
        } catch (IOException used) {
            // There are workers that send to what is in it.
        }
    }
}
