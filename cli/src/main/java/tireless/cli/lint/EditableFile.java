package tireless.cli.lint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import tireless.model.TirelessException;

/** A file whose text may be replaced by another, at once or not at all. A symbolic link stays one; its target is replaced. */
final class EditableFile {
    private static final String MODE = "unix:mode";
    private static final int OWNER_MAY_WRITE = 0200;

    private final Path file;
    private final String name;
    private final Original original;

    private EditableFile(Path file, String name, Original original) {
        this.file = file;
        this.name = name;
        this.original = original;
    }

    /**
     * @param name as the user knows it
     * @throws TirelessException where it can not be read, or is no file that could be replaced
     */
    static EditableFile open(Path path, String name) {
        try {
            Path file = path.toRealPath();
            if (!Files.isRegularFile(file)) {
                throw TirelessException.failed("cannot fix %s: it is no regular file; give it as `-`".formatted(name));
            }
            return new EditableFile(file, name, new Original(Files.readAllBytes(file)));
        } catch (IOException failure) {
            throw refused(name, failure);
        }
    }

    Original original() {
        return original;
    }

    /**
     * Replaces the text; mode, owner and group stay.
     *
     * @throws TirelessException where the file is read-only, its folder can not be written, or it changed since it was opened;
     *     then it is as it was
     */
    void replace(String text) {
        try {
            if (((int) Files.getAttribute(file, MODE) & OWNER_MAY_WRITE) == 0 || !Files.isWritable(file)) {
                throw TirelessException.failed(
                        "cannot fix %s: the file is read-only; chmod u+w it, or use --dry-run".formatted(name));
            }
            Path folder = Objects.requireNonNull(file.getParent());
            Path young = Files.createTempFile(folder, "." + file.getFileName() + ".", ".tmp");
            try {
                write(young, original.with(text).bytes());
                if (!original.isSame(Files.readAllBytes(file))) {
                    throw changed(name);
                }
                Files.move(young, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(young);
            }
            force(folder, StandardOpenOption.READ);
        } catch (IOException failure) {
            throw refused(name, failure);
        }
    }

    static TirelessException changed(String name) {
        return TirelessException.failed(
                "cannot fix %s: it has changed meanwhile, and is left as it is; try again".formatted(name));
    }

    private void write(Path young, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(young, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                int _ = channel.write(buffer);
            }
            Map<String, Object> wanted = Files.readAttributes(file, "unix:uid,gid,mode");
            Map<String, Object> given = Files.readAttributes(young, "unix:uid,gid");
            for (String owner : given.keySet()) {
                if (!Objects.equals(wanted.get(owner), given.get(owner))) {
                    Files.setAttribute(young, "unix:" + owner, wanted.get(owner));
                }
            }
            // Last: a change of the owner takes bits of the mode away.
            Files.setAttribute(young, MODE, wanted.get("mode"));
            channel.force(true);
        }
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    private static TirelessException refused(String name, IOException failure) {
        return TirelessException.failed(
                "cannot fix %s: %s; make room or rights there, or use --dry-run"
                        .formatted(name, TirelessException.reason(failure)),
                failure);
    }
}
