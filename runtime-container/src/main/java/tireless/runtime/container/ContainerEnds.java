package tireless.runtime.container;

import java.io.IOException;
import java.util.Optional;
import tireless.model.BootId;

/** Makes sure that containers are gone, by what is noted of them: a note goes when its container is known to. */
final class ContainerEnds {
    private final ContainerNotes notes;
    private final Containers containers;
    private final EngineSearch search;
    private final BootId boot;

    ContainerEnds(ContainerNotes notes, Containers containers, EngineSearch search, BootId boot) {
        this.notes = notes;
        this.containers = containers;
        this.search = search;
        this.boot = boot;
    }

    /**
     * Ends a container whose client is over.
     *
     * @param killed whether what it was may have been killed
     */
    Containers.Outcome end(ContainerName name, boolean killed) throws IOException {
        Optional<ContainerNotes.Note> note = notes.read(name);
        if (note.isEmpty()) {
            return new Containers.Outcome.Gone(false);
        }
        Containers.Outcome outcome = containers.end(note.get().engine(), name, killed);
        if (outcome instanceof Containers.Outcome.Unknown
                && !note.get().boot().equals(boot)
                && search.find().isEmpty()) {
            // No process outlives its boot; what else is left of it goes with the engine's own files.
            outcome = new Containers.Outcome.Gone(false);
        }
        if (outcome instanceof Containers.Outcome.Gone) {
            notes.remove(name);
        }
        return outcome;
    }
}
