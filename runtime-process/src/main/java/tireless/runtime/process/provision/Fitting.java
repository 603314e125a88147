package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.RunSpec;

/**
 * Has a process find its folders at the platform's paths: by mounts of its own, or where this machine does not allow that, by other words
 * in its command and its variables. Safe for use by many threads.
 */
public final class Fitting {
    private static final String BY_MOUNTS = "mount namespace";
    private static final String BY_WORDS = "variables and rewritten arguments, because ";

    private final Path stage;
    private final Surroundings machine;
    private final MountNamespace namespace = new MountNamespace();

    /** @param home in which an empty folder is made that mounts are prepared on */
    public Fitting(Path home) {
        this(home, Surroundings.REAL);
    }

    Fitting(Path home, Surroundings machine) {
        this.stage = home.resolve("provisions").resolve(".stage");
        this.machine = machine;
    }

    /** What came of it. */
    sealed interface Outcome {
        record Fit(Fitted fitted) implements Outcome {}

        /** @param cause for people: what is missing, and what to do */
        record Unfit(String cause) implements Outcome {}
    }

    /**
     * For the account that this program runs as.
     *
     * @throws IOException if the disk can not be written to
     */
    Fitted fit(RunSpec run, Equipment equipment) throws IOException {
        return switch (way(run, equipment, false)) {
            case MountNamespace.Way.Open(List<String> before) -> byMounts(run, equipment, before);
            case MountNamespace.Way.Closed(String cause) -> byWords(run, equipment, cause);
        };
    }

    /**
     * For another account: it can not enter the folders of the home, so only mounts will do.
     *
     * @throws IOException if the disk can not be written to
     */
    Outcome fitOther(RunSpec run, Equipment equipment) throws IOException {
        return switch (way(run, equipment, true)) {
            case MountNamespace.Way.Open(List<String> before) -> new Outcome.Fit(byMounts(run, equipment, before));
            case MountNamespace.Way.Closed(String cause) ->
                new Outcome.Unfit(
                        "an account of its own can not be given files, secrets or volumes, because %s: let the server mount, or leave out `unixUser`"
                                .formatted(cause));
        };
    }

    private MountNamespace.Way way(RunSpec run, Equipment equipment, boolean other) throws IOException {
        Files.createDirectories(stage, MemoryFolder.PRIVATE);
        return switch (MountPlan.of(equipment.binds(), stage, machine)) {
            case MountPlan.Outcome.Impossible(String cause) -> new MountNamespace.Way.Closed(cause);
            case MountPlan.Outcome.Planned(MountPlan plan) -> {
                MountNamespace.Way way = namespace.open(plan, equipment.namespace(), run.workingDirectory(), other);
                if (way instanceof MountNamespace.Way.Closed) {
                    MountNamespace.giveUp(equipment.namespace());
                }
                yield way;
            }
        };
    }

    /** The same for a command that runs beside the attempt that this was made ready for. */
    public Fitted again(RunSpec run, Equipment equipment) {
        Optional<List<String>> before = MountNamespace.of(equipment.namespace());
        return before.isPresent() ? byMounts(run, equipment, before.get()) : byWords(run, equipment, "");
    }

    private static Fitted byMounts(RunSpec run, Equipment equipment, List<String> before) {
        SortedMap<String, String> environment = new TreeMap<>(equipment.variables());
        environment.putAll(run.environment());
        for (PlatformPath platform : PlatformPath.values()) {
            environment.put(platform.variable(), platform.path().toString());
        }
        return new Fitted(
                run.withEnvironment(environment),
                before,
                new Rewriting(equipment.binds()).of(run.command()),
                Optional.of(BY_MOUNTS),
                equipment.hidden(),
                equipment.warnings());
    }

    private static Fitted byWords(RunSpec run, Equipment equipment, String cause) {
        Rewriting rewriting = new Rewriting(equipment.binds());
        SortedMap<String, String> environment = new TreeMap<>(equipment.variables());
        environment.putAll(rewriting.of(run.environment()));
        for (PlatformPath platform : PlatformPath.values()) {
            environment.put(platform.variable(), rewriting.of(platform.path().toString()));
        }
        List<String> command = rewriting.of(run.command());
        List<String> warnings = new ArrayList<>(equipment.warnings());
        equipment.binds().stream()
                .filter(bind -> bind.readOnly() && !PlatformPath.isPlatforms(bind.target()))
                .forEach(bind -> warnings.add("that %s is read-only is not enforced".formatted(bind.target())));
        return new Fitted(
                run.withCommand(command).withEnvironment(environment),
                List.of(),
                command,
                Optional.of(BY_WORDS + cause),
                equipment.hidden(),
                warnings);
    }
}
