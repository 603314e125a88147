package tireless.runtime.process.provision;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.VolumeMount;
import tireless.runtime.VolumeSource;

/** The folders of volumes: {@code volumes/WORKSPACE/NAME} for what outlives replicas, in the place of an attempt for what does not. */
final class VolumeFolders {
    private final Path root;
    private final VolumeSource source;

    VolumeFolders(Path root, VolumeSource source) {
        this.root = root;
        this.source = source;
    }

    /** What came of looking. */
    sealed interface Outcome {
        /** @param most how much it may hold, by its folder's name; none where that is not watched */
        record Found(Bind bind, Map<String, Long> most) implements Outcome {}

        /** @param cause for people */
        record Missing(String cause) implements Outcome {}
    }

    /**
     * Finds the folder that is meant, and makes it if need be.
     *
     * @throws IOException if it can not be made
     */
    Outcome find(VolumeMount mount, String workspace, AttemptPlace place) throws IOException {
        ResourceKey key = new ResourceKey(ResourceType.VOLUME, workspace, mount.volume());
        return switch (source.find(key)) {
            case VolumeSource.Answer.Missing(String cause) -> new Outcome.Missing(cause);
            case VolumeSource.Answer.Found(boolean persistent, long bytes) -> {
                String name = name(key);
                Path folder = persistent ? persistent(key) : place.volume(name);
                Files.createDirectories(folder, MemoryFolder.PRIVATE);
                Optional<Path> source = within(folder, mount.subPath());
                yield source.isEmpty()
                        ? new Outcome.Missing("the folder `%s` would be outside of the volume `%s`: correct `subPath`"
                                .formatted(mount.subPath().orElse(""), mount.volume()))
                        : new Outcome.Found(
                                new Bind(source.get(), Path.of(mount.mountPath()), mount.readOnly()),
                                persistent ? Map.of() : Map.of(name, bytes));
            }
        };
    }

    /** Where a volume is that outlives replicas, whether anybody has used it yet or not. */
    Path persistent(ResourceKey volume) {
        return root.resolve(encoded(volume.scope())).resolve(name(volume));
    }

    /** The folder's name of a volume in the place of an attempt. */
    static String name(ResourceKey volume) {
        return encoded(volume.name());
    }

    private static Optional<Path> within(Path folder, Optional<String> subPath) throws IOException {
        if (subPath.isEmpty()) {
            return Optional.of(folder);
        }
        Path inside = folder.resolve(subPath.get()).normalize();
        if (!inside.startsWith(folder)) {
            return Optional.empty();
        }
        Files.createDirectories(inside, MemoryFolder.PRIVATE);
        // A replica may have made links in it.
        return inside.toRealPath().startsWith(folder.toRealPath()) ? Optional.of(inside) : Optional.empty();
    }

    private static String encoded(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }
}
