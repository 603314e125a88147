package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tireless.linux.DatagramFile;
import tireless.linux.EventLoop;
import tireless.model.SlotId;
import tireless.throughput.Notification;

/** One notification socket per slot (sd_notify(3)); it stays the same over restarts, for senders that keep it open. */
final class NotifySockets implements AutoCloseable {
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

    /** The slot's socket, made if need be; what an earlier attempt said and nobody read yet is dropped. */
    Path open(SlotId slot) throws IOException {
        Socket known = bySlot.get(slot);
        if (known != null && Files.exists(known.file().path())) {
            discard(known.file());
            return known.file().path();
        }
        close(slot);
        DatagramFile file = DatagramFile.bind(path(folder, homeId, slot));
        try {
            bySlot.put(slot, new Socket(file, loop.watch(file.descriptor(), () -> drain(slot, file))));
        } catch (IOException failure) {
            file.close();
            throw failure;
        }
        return file.path();
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

    void close(SlotId slot) throws IOException {
        @Nullable Socket socket = bySlot.remove(slot);
        if (socket != null) {
            socket.close();
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
    }
}
