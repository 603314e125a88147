package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
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
 * runs as another account lies in a folder that every account may enter and none but root may list, and is that account's alone.
 */
final class NotifySockets implements AutoCloseable {
    /** Only root can have made anything there. */
    private static final Path FOR_OTHERS = Path.of("/run");

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

    /** Where the slot's socket is, or would be. */
    static Path path(Path folder, String homeId, SlotId slot) {
        return folder.resolve(Home.hash(homeId + "/" + SlotPath.of(slot)));
    }

    /** Where that of a worker of another account is, or would be. */
    static Path pathForOthers(String homeId, SlotId slot) {
        return path(forOthers(homeId), homeId, slot);
    }

    private static Path forOthers(String homeId) {
        return FOR_OTHERS.resolve("tireless-" + homeId);
    }

    /**
     * The slot's socket, made if need be; what an earlier attempt said and nobody read yet is dropped.
     *
     * @param owner the account that sends, where it is another one than this program's
     */
    Path open(SlotId slot, Optional<Owner> owner) throws IOException {
        Path path = owner.isPresent() ? pathForOthers(homeId, slot) : path(folder, homeId, slot);
        Socket known = bySlot.get(slot);
        if (known != null && known.file().path().equals(path) && Files.exists(path)) {
            discard(known.file());
        } else {
            close(slot);
            Files.deleteIfExists(owner.isPresent() ? path(folder, homeId, slot) : pathForOthers(homeId, slot));
            bind(slot, path, owner);
        }
        if (owner.isPresent()) {
            owner.get().take(path);
        }
        return path;
    }

    /** The socket of a slot whose worker goes on since before this program. */
    void openAgain(SlotId slot) throws IOException {
        Path forOthers = pathForOthers(homeId, slot);
        if (bySlot.containsKey(slot)) {
            return;
        }
        open(
                slot,
                Files.exists(forOthers, LinkOption.NOFOLLOW_LINKS)
                        ? Optional.of(Owner.of(forOthers))
                        : Optional.empty());
    }

    private void bind(SlotId slot, Path path, Optional<Owner> owner) throws IOException {
        if (owner.isPresent()) {
            makeForOthers();
        }
        DatagramFile file = DatagramFile.bind(path);
        try {
            bySlot.put(slot, new Socket(file, loop.watch(file.descriptor(), () -> drain(slot, file))));
        } catch (IOException failure) {
            file.close();
            throw failure;
        }
    }

    private void makeForOthers() throws IOException {
        Path made = forOthers(homeId);
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
        if (known != null && known.file().path().equals(pathForOthers(homeId, slot))) {
            close(slot);
        } else {
            Files.deleteIfExists(pathForOthers(homeId, slot));
        }
    }

    void close(SlotId slot) throws IOException {
        @Nullable Socket socket = bySlot.remove(slot);
        if (socket != null) {
            socket.close();
        }
        Files.deleteIfExists(pathForOthers(homeId, slot));
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
