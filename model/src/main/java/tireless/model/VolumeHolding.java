package tireless.model;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a volume holds at the moment.
 *
 * @param folders where it is: one folder where it outlives who uses it, else one of each replica that has it now
 * @param bytes on the disk, of all folders together
 * @param complete whether all was counted; if not, it holds at least {@code bytes}
 */
public record VolumeHolding(List<Path> folders, long bytes, boolean complete) {
    public VolumeHolding {
        folders = List.copyOf(folders);
    }

    /** Both together. */
    public VolumeHolding and(VolumeHolding other) {
        return new VolumeHolding(
                Stream.concat(folders.stream(), other.folders.stream()).toList(),
                bytes + other.bytes,
                complete && other.complete);
    }
}
