package tireless.runtime.container;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tireless.linux.ProcessStat;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.ContainerImage;
import tireless.model.RunSpec;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.process.ProcessNames;
import tireless.runtime.process.account.Accounts;

/** Brings containers into being: image, note, provisions, client, in this order. */
final class ContainerStarter {
    private final RuntimeDriver processes;
    private final ProcessNames names;
    private final EngineSearch search;
    private final Images images;
    private final Abilities abilities;
    private final ContainerNotes notes;
    private final ContainerOutfit outfit;
    private final Preparing preparing = new Preparing();
    private final Map<AttemptId, String> references = new ConcurrentHashMap<>();

    /** A start that can be tried, and how. */
    record Way(RunCommand command, ContainerName name, ContainerImage image, BootId boot) {}

    ContainerStarter(
            RuntimeDriver processes,
            ProcessNames names,
            EngineSearch search,
            Images images,
            Abilities abilities,
            ContainerNotes notes,
            ContainerOutfit outfit) {
        this.processes = processes;
        this.names = names;
        this.search = search;
        this.images = images;
        this.abilities = abilities;
        this.notes = notes;
        this.outfit = outfit;
    }

    /** Has the image here; why it is not, if it is not. */
    Optional<StartResult.NotStarted> prepare(AttemptId attempt, ContainerImage image) {
        Optional<Engine> engine = search.find();
        if (engine.isEmpty()) {
            return Optional.of(new StartResult.NotStarted(search.absence()));
        }
        String workspace = attempt.slot().resource().scope();
        Images.Sight sight = preparing.of(attempt, () -> images.bring(engine.get(), image, workspace));
        return switch (sight) {
            case Images.Sight.Here(String reference) -> {
                references.put(attempt, reference);
                yield Optional.empty();
            }
            case Images.Sight.Absent(String cause) -> Optional.of(new StartResult.NotStarted(cause));
        };
    }

    void giveUp(AttemptId attempt) {
        preparing.giveUp(attempt);
    }

    StartResult start(StartRequest request, Way way) throws IOException {
        AttemptId attempt = request.attempt();
        // Without having been prepared: as it is written.
        String reference = Optional.ofNullable(references.remove(attempt))
                .orElse(way.image().reference());
        boolean known = notes.read(way.name()).isPresent();
        // Durable before anything can come to be.
        ContainerNotes.Note note = new ContainerNotes.Note(way.command().engine(), way.boot(), Optional.empty());
        notes.write(way.name(), note);
        StartResult result = new StartResult.NotStarted("its container was not asked for");
        try {
            result = run(request, way, reference);
            if (result instanceof StartResult.Started(long pid, var _, var _)) {
                addClient(way.name(), note, pid);
            }
            return result;
        } finally {
            if (!known && result instanceof StartResult.NotStarted) {
                outfit.end(attempt);
                notes.remove(way.name());
            }
        }
    }

    private void addClient(ContainerName name, ContainerNotes.Note note, long pid) {
        try {
            Optional<ProcessStat> client = ProcessStat.of(pid);
            if (client.isPresent()) {
                notes.add(
                        name, note, new ContainerNotes.Client(pid, client.get().startTicks()));
            }
        } catch (IOException failure) {
            // It runs, and is known by the first note: only its end, should the client be killed, takes longer.
        }
    }

    private StartResult run(StartRequest request, Way way, String reference) throws IOException {
        AttemptId attempt = request.attempt();
        return switch (outfit.fit(attempt, request.run(), way.command().clients())) {
            case ContainerOutfit.Outcome.Unfit(String cause) -> new StartResult.NotStarted(cause);
            case ContainerOutfit.Outcome.Fit(
                    List<Mount> mounts,
                    SortedMap<String, String> variables,
                    List<String> lacking,
                    List<String> remarks) -> {
                Abilities.Kept kept =
                        abilities.of(way.command().engine(), request.run().limits());
                RunCommand.Container container = new RunCommand.Container(
                        way.name(),
                        names.token(attempt),
                        reference,
                        names.notifySocket(
                                attempt.slot(),
                                Accounts.inImage(request.run().account()).isPresent()),
                        variables,
                        mounts);
                RunSpec client = way.command().of(request.run(), container, kept.limits());
                List<String> warnings = new ArrayList<>(lacking);
                warnings.addAll(kept.warnings());
                // What that driver is told, it notes down for the next one.
                yield processes.start(
                        new StartRequest(attempt, request.record(), client, warnings, remarks(way, remarks)));
            }
        };
    }

    private static List<String> remarks(Way way, List<String> more) {
        Engine engine = way.command().engine();
        return Stream.concat(Stream.of("engine: %s (%s)".formatted(engine.name(), engine.program())), more.stream())
                .toList();
    }
}
