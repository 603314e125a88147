package tireless.runtime.process.provision;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TirelessException;
import tireless.model.VolumeMount;
import tireless.runtime.VolumeSource;
import tireless.runtime.process.account.Owner;

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
        /**
         * It is there.
         *
         * @param most how much it may hold, by its folder's name; none where that is not watched
         * @param warning what is to be known of it, for people
         */
        record Found(Bind bind, Map<String, Long> most, Optional<String> warning) implements Outcome {}

        /** @param cause for people */
        record Missing(String cause) implements Outcome {}
    }

    /**
     * Finds the folder that is meant, and makes it if need be.
     *
     * @param owner whom it is given to; empty is the account that this program runs as
     * @throws IOException if it can not be made
     */
    Outcome find(VolumeMount mount, String workspace, AttemptPlace place, Optional<Owner> owner) throws IOException {
        return switch (look(mount, workspace, place)) {
            case Look.Missing(Outcome.Missing why) -> why;
            case Look.Found(Path folder, boolean persistent, Map<String, Long> most) -> {
                Files.createDirectories(folder, MemoryFolder.PRIVATE);
                yield persistent && owner.isPresent()
                        ? owned(mount, new OwnedVolume(folder, owner.get()))
                        : found(mount, folder, most, owner);
            }
        };
    }

    /** What was found for an attempt that lives; nothing is looked at. */
    Outcome again(VolumeMount mount, String workspace, AttemptPlace place) {
        return switch (look(mount, workspace, place)) {
            case Look.Missing(Outcome.Missing why) -> why;
            case Look.Found(Path folder, boolean _, Map<String, Long> most) -> {
                Path inside =
                        mount.subPath().map(folder::resolve).orElse(folder).normalize();
                yield inside.startsWith(folder)
                        ? new Outcome.Found(
                                new Bind(inside, Path.of(mount.mountPath()), mount.readOnly()), most, Optional.empty())
                        : outside(mount);
            }
        };
    }

    /** Where the whole of a volume is, whether anything is there yet or not. */
    private sealed interface Look {
        record Found(Path folder, boolean persistent, Map<String, Long> most) implements Look {}

        record Missing(Outcome.Missing why) implements Look {}
    }

    private Look look(VolumeMount mount, String workspace, AttemptPlace place) {
        ResourceKey key = new ResourceKey(ResourceType.VOLUME, workspace, mount.volume());
        return switch (source.find(key)) {
            case VolumeSource.Answer.Missing(String cause) -> new Look.Missing(new Outcome.Missing(cause));
            case VolumeSource.Answer.Found(boolean persistent, long _)
            when persistent -> new Look.Found(persistent(key), true, Map.of());
            case VolumeSource.Answer.Found(boolean _, long bytes) ->
                new Look.Found(place.volume(name(key)), false, Map.of(name(key), bytes));
        };
    }

    private static Outcome found(VolumeMount mount, Path folder, Map<String, Long> most, Optional<Owner> owner)
            throws IOException {
        Path source = folder;
        if (mount.subPath().isPresent()) {
            switch (FolderInside.find(folder, mount.subPath().get())) {
                case FolderInside.Outcome.Found(Path inside) -> source = inside;
                case FolderInside.Outcome.Refused(String flaw) -> {
                    return new Outcome.Missing("the folder `%s` of the volume `%s` %s"
                            .formatted(mount.subPath().get(), mount.volume(), flaw));
                }
            }
        }
        if (owner.isPresent()) {
            // It is a new one, which nobody else has seen yet.
            owner.get().takeAll(folder);
        }
        Bind bind = new Bind(source, Path.of(mount.mountPath()), mount.readOnly());
        return new Outcome.Found(bind, most, Optional.empty());
    }

    private static Outcome owned(VolumeMount mount, OwnedVolume volume) throws IOException {
        Optional<String> warning = volume.give(mount.volume());
        Path target = Path.of(mount.mountPath());
        if (mount.subPath().isEmpty()) {
            return new Outcome.Found(new Bind(volume.folder(), target, mount.readOnly()), Map.of(), warning);
        }
        Path source = volume.folder().resolve(mount.subPath().get()).normalize();
        if (!source.startsWith(volume.folder()) || source.equals(volume.folder())) {
            return outside(mount);
        }
        Path inside = volume.folder().relativize(source);
        Optional<Path> leading = volume.link(inside);
        if (leading.isPresent()) {
            return new Outcome.Missing(
                    "the folder `%s` of the volume `%s` can not be used: no link may lead to it, as `%s` does"
                            .formatted(inside, mount.volume(), leading.get()));
        }
        Optional<String> refused = volume.make(inside);
        try {
            // It may be there, and the account may not even look for it: to have the volume is not to have the folder.
            String identity = refused.isPresent() ? volume.identity(inside) : volume.give(inside);
            return new Outcome.Found(
                    new Bind(source, target, mount.readOnly(), Optional.of(identity)), Map.of(), warning);
        } catch (FileSystemException absent) {
            return new Outcome.Missing(refused.map(why -> "the folder `%s` of the volume `%s` can not be made: %s%s"
                            .formatted(
                                    inside,
                                    mount.volume(),
                                    why,
                                    warning.map("; "::concat).orElse("")))
                    .orElseGet(() -> "the folder `%s` of the volume `%s` can not be used: no link may lead to it (%s)"
                            .formatted(inside, mount.volume(), TirelessException.reason(absent))));
        }
    }

    private static Outcome outside(VolumeMount mount) {
        return new Outcome.Missing(
                "the folder `%s` of the volume `%s` would be outside of the volume: correct `subPath`"
                        .formatted(mount.subPath().orElse(""), mount.volume()));
    }

    /** Where a volume is that outlives replicas, whether anybody has used it yet or not. */
    Path persistent(ResourceKey volume) {
        return root.resolve(encoded(volume.scope())).resolve(name(volume));
    }

    /** The folder's name of a volume in the place of an attempt. */
    static String name(ResourceKey volume) {
        return encoded(volume.name());
    }

    private static String encoded(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }
}
