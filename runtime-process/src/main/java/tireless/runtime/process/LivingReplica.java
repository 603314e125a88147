package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.SlotId;
import tireless.model.TirelessException;
import tireless.model.Uid;

/**
 * A replica whose main process lives, by what its folder says.
 *
 * @param uid of the resource that it was started for
 * @param revision of that resource
 * @param run the {@link tireless.runtime.RunName} of what it runs; empty text where that was not written down
 */
public record LivingReplica(SlotId slot, Uid uid, int revision, String run) {
    /**
     * All of a home. Nothing is changed, so this needs no hold on the home.
     *
     * @param boot the present one of the machine
     * @throws TirelessException if the folders cannot be read
     */
    public static List<LivingReplica> of(Path home, BootId boot) {
        if (!Files.isDirectory(home.resolve("replicas"))) {
            return List.of();
        }
        List<LivingReplica> living = new ArrayList<>();
        try {
            Home folders = new Home(home);
            for (SlotId slot : folders.slots()) {
                Optional<AttemptId> newest = folders.newest(slot);
                if (newest.isPresent()) {
                    of(slot, folders.folder(newest.get()), boot).ifPresent(living::add);
                }
            }
            return living;
        } catch (IOException e) {
            throw TirelessException.failed(
                    "cannot see which replicas of %s run: %s".formatted(home, TirelessException.reason(e)), e);
        }
    }

    private static Optional<LivingReplica> of(SlotId slot, AttemptFolder folder, BootId boot) throws IOException {
        return folder.lives(boot)
                ? folder.note()
                        .map(note -> new LivingReplica(
                                slot,
                                note.record().uid(),
                                note.record().revision(),
                                note.record().run()))
                : Optional.empty();
    }
}
