package tireless.runtime.process.provision;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tireless.model.AttemptId;
import tireless.model.ResourceKey;
import tireless.model.RunSpec;
import tireless.model.SecretHandover;
import tireless.model.SecretProjection;
import tireless.model.SlotId;
import tireless.model.VolumeHolding;
import tireless.model.VolumeMount;
import tireless.runtime.SecretSource;
import tireless.runtime.VolumeSource;
import tireless.runtime.process.account.Owner;
import tireless.runtime.process.signal.PageWatch;
import tireless.signal.MetricsPage;
import tireless.throughput.BentoMetrics;
import tireless.throughput.Notification;

/** Makes ready what attempts are given, and takes it away again. Safe for use by many threads. */
public final class Provisioner implements Closeable {
    /** Between two looks at what a replica counts. */
    private static final Duration METRICS = Duration.ofSeconds(2);

    /** For a look at what a volume holds. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Supply supply;
    private final MemoryFolder memory;
    private final AttemptPlaces places;
    private final VolumeFolders volumes;
    private final VolumeWatch watch;
    private final PageWatch metrics;
    private final VolumeSizes sizes = new VolumeSizes(LOOK);

    /**
     * @param home the folder in which provisions and volumes are kept
     * @param homeId short, and different for every home on this machine
     * @param names of slots, as one name of a folder each
     * @param filled told how full temporary volumes are, where that matters
     * @param counted told what replicas count, where they show it at a port of theirs
     * @param warned told what hinders that, for people
     */
    public Provisioner(
            Path home,
            String homeId,
            Supply supply,
            Function<SlotId, String> names,
            Discard discard,
            BiConsumer<AttemptId, VolumeFill> filled,
            BiConsumer<SlotId, Notification> counted,
            BiConsumer<AttemptId, String> warned) {
        this.supply = supply;
        this.memory = new MemoryFolder(supply.memory(), "tireless-" + homeId);
        this.places = new AttemptPlaces(home.resolve("provisions"), memory, names, discard);
        this.watch = new VolumeWatch(supply.period(), filled);
        this.metrics = new PageWatch(counted, warned);
        this.volumes = new VolumeFolders(home.resolve("volumes"), supply.volumes());
    }

    /** What came of making ready. */
    public sealed interface Outcome {
        record Ready(Equipment equipment) implements Outcome {}

        /** @param cause for people: what is missing, and what to do */
        record Refused(String cause) implements Outcome {}
    }

    /** Whether a run is given anything; where it is not, nothing else need be called. */
    public static boolean isNeeded(RunSpec run) {
        return PlatformPath.isNeeded(run);
    }

    /**
     * Makes all ready for an attempt that is about to start, before which every attempt of its slot is known dead.
     *
     * @param owner whom it is given to; empty is the account that this program runs as
     * @throws IOException if the disk or the memory can not be written to; then {@link #end} removes what was begun
     */
    public Outcome prepare(AttemptId attempt, RunSpec run, Optional<Owner> owner) throws IOException {
        List<SecretHandover.Opened> opened = new ArrayList<>();
        Optional<String> missing = open(run, opened);
        if (missing.isPresent()) {
            return new Outcome.Refused(missing.get());
        }
        SecretHandover secrets = SecretHandover.of(opened);
        AttemptPlace place = places.make(attempt);
        SortedMap<String, byte[]> configs = new TreeMap<>();
        OptionalInt port = MetricPort.choose(run, place);
        run.provisions().configs().forEach((name, content) -> configs.put(name, MetricPort.in(content, port)));
        FileTree.write(place.config(), configs);
        Files.createDirectory(place.temp(), MemoryFolder.PRIVATE);
        Files.createDirectory(place.namespace(), MemoryFolder.PRIVATE);
        if (secrets.files().isEmpty()) {
            Files.createDirectory(place.secret(), MemoryFolder.PRIVATE);
        } else {
            Optional<Path> folder = memory.open();
            if (folder.isEmpty()) {
                return new Outcome.Refused("its secrets are not written to a disk, and " + memory.advice());
            }
            FileTree.write(places.inMemory(attempt, folder.get()), secrets.files());
        }
        if (owner.isPresent()) {
            owner.get().takeAll(place.config());
            owner.get().takeAll(place.secret().toRealPath());
            owner.get().take(place.temp());
        }
        Outcome outcome =
                equipment(run, place, secrets, mount -> volumes.find(mount, workspace(attempt), place, owner));
        watch.begin(attempt, place);
        count(attempt, place);
        return outcome;
    }

    private void count(AttemptId attempt, AttemptPlace place) throws IOException {
        MetricPort.of(place)
                .ifPresent(port ->
                        metrics.begin(attempt, new MetricsPage(port, "/metrics", METRICS), BentoMetrics::numbers));
    }

    /**
     * The same for something that runs beside a living attempt, which has been prepared: nothing is written.
     *
     * @throws IOException if what was prepared can not be read
     */
    public Outcome again(AttemptId attempt, RunSpec run) throws IOException {
        List<SecretHandover.Opened> opened = new ArrayList<>();
        Optional<String> missing = open(run, opened);
        AttemptPlace place = places.of(attempt);
        return missing.isPresent()
                ? new Outcome.Refused(missing.get())
                : equipment(
                        run,
                        place,
                        SecretHandover.of(opened),
                        mount -> volumes.again(mount, workspace(attempt), place));
    }

    private Optional<String> open(RunSpec run, List<SecretHandover.Opened> opened) {
        for (SecretProjection projection : run.provisions().secrets()) {
            switch (supply.secrets().open(projection)) {
                case SecretSource.Answer.Opened(var values) ->
                    opened.add(new SecretHandover.Opened(projection, values));
                case SecretSource.Answer.Missing(String cause) -> {
                    return Optional.of(cause);
                }
            }
        }
        return Optional.empty();
    }

    private static String workspace(AttemptId attempt) {
        return attempt.slot().resource().scope();
    }

    /** Finds what is mounted. */
    @FunctionalInterface
    private interface Search {
        VolumeFolders.Outcome find(VolumeMount mount) throws IOException;
    }

    private static Outcome equipment(RunSpec run, AttemptPlace place, SecretHandover secrets, Search volumes)
            throws IOException {
        List<Bind> binds = new ArrayList<>();
        List<String> warnings = new ArrayList<>(secrets.warnings());
        SortedMap<String, Long> most = new TreeMap<>();
        binds.add(new Bind(place.config(), PlatformPath.CONFIG.path(), true));
        binds.add(new Bind(place.secret().toRealPath(), PlatformPath.SECRET.path(), true));
        binds.add(new Bind(place.temp(), PlatformPath.TEMP.path(), false));
        for (VolumeMount mount : run.provisions().volumes()) {
            switch (volumes.find(mount)) {
                case VolumeFolders.Outcome.Missing(String cause) -> {
                    return new Outcome.Refused(cause);
                }
                case VolumeFolders.Outcome.Found(Bind bind, var limit, var warning) -> {
                    most.putAll(limit);
                    warning.ifPresent(warnings::add);
                    // A volume may be mounted in the place of the folder for temporary data.
                    binds.removeIf(other -> other.target().equals(bind.target()));
                    binds.add(bind);
                }
            }
        }
        VolumeWatch.note(place, most);
        SortedMap<String, String> variables = new TreeMap<>(secrets.variables());
        MetricPort.of(place).ifPresent(port -> variables.put(MetricPort.VARIABLE, Integer.toString(port)));
        return new Outcome.Ready(new Equipment(place.namespace(), binds, variables, secrets.texts(), warnings));
    }

    /** What a volume holds now, as far as that can be counted in a second; empty where there is no such volume. */
    public Optional<VolumeHolding> holding(ResourceKey volume) {
        return find(volume)
                .map(found -> sizes.of(found.persistent() ? List.of(volumes.persistent(volume)) : folders(volume)));
    }

    /** The same of a temporary one alone, which is not shared with who else keeps volumes in this home. */
    public Optional<VolumeHolding> ofReplicas(ResourceKey volume) {
        return find(volume).filter(found -> !found.persistent()).map(_ -> sizes.of(folders(volume)));
    }

    private List<Path> folders(ResourceKey volume) {
        return watch.folders(volume.scope(), VolumeFolders.name(volume));
    }

    private Optional<VolumeSource.Answer.Found> find(ResourceKey volume) {
        return switch (supply.volumes().find(volume)) {
            case VolumeSource.Answer.Found found -> Optional.of(found);
            case VolumeSource.Answer.Missing _ -> Optional.empty();
        };
    }

    /** Takes away what a slot's attempts have, up to this one, which is known dead or was never started; harmless if there is nothing. */
    public void end(AttemptId last) throws IOException {
        watch.end(last);
        metrics.end(last);
        places.end(last);
    }

    /** Takes away what earlier drivers left for attempts that are not among the living. */
    public void keep(Set<AttemptId> living) throws IOException {
        for (AttemptId attempt : living) {
            watch.begin(attempt, places.of(attempt));
            count(attempt, places.of(attempt));
        }
        places.keep(living);
    }

    /** Leaves nothing in memory that nobody uses; nothing may be called any more. */
    @Override
    public void close() throws IOException {
        metrics.close();
        watch.close();
        sizes.close();
        places.close();
    }
}
