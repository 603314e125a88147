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
     * Ends a container whose client is known to be over; nothing is done about any other. To be called before what the client left
     * behind is killed: without its monitor, an engine waits for a while before it gives a container up.
     */
    Containers.Outcome endIfLeft(ContainerName name) throws IOException {
        Optional<ContainerNotes.Note> note = notes.read(name);
        return note.isPresent() && note.get().isLeft(boot) ? end(name) : new Containers.Outcome.Gone(false);
    }

    /** Ends a container whose client is over. */
    Containers.Outcome end(ContainerName name) throws IOException {
        Optional<ContainerNotes.Note> note = notes.read(name);
        if (note.isEmpty()) {
            return new Containers.Outcome.Gone(false);
        }
        Containers.Outcome outcome = containers.end(note.get().engine(), name);
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
