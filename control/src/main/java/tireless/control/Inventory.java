package tireless.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import tireless.autoscale.ScalingState;
import tireless.engine.Engine;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TirelessException;
import tireless.plan.DesiredResource;
import tireless.plan.FieldChange;
import tireless.plan.SpecDifference;
import tireless.series.ObjectiveState;
import tireless.series.SeriesArchive;
import tireless.store.PastRevision;
import tireless.store.Store;

/** Reads what there is. Safe for use by many threads. */
public final class Inventory {
    private final Store store;
    private final Engine engine;
    private final Function<ResourceKey, ScalingState> scaling;
    private final SeriesArchive archive;
    private final Function<ResourceKey, List<ObjectiveState>> objectives;

    /**
     * The same, with what a server knows of the past.
     *
     * @param scaling how the scaling of a resource goes
     * @param archive what was measured of what runs
     * @param objectives how what is expected of a resource stands
     */
    public Inventory(
            Store store,
            Engine engine,
            Function<ResourceKey, ScalingState> scaling,
            SeriesArchive archive,
            Function<ResourceKey, List<ObjectiveState>> objectives) {
        this.store = store;
        this.engine = engine;
        this.scaling = scaling;
        this.archive = archive;
        this.objectives = objectives;
    }

    /** Where nothing is scaled, and nothing measured. */
    public Inventory(Store store, Engine engine) {
        this(store, engine, _ -> ScalingState.NONE, new SeriesArchive(store.series()), _ -> List.of());
    }

    /** What was measured of what runs, also of what is gone. */
    public SeriesArchive archive() {
        return archive;
    }

    /** All resources that {@code wanted} holds for, ordered by key. */
    public List<InventoryItem> list(Predicate<DesiredResource> wanted) {
        return store.desired().values().stream()
                .filter(wanted)
                .map(this::observed)
                .toList();
    }

    /** @throws TirelessException NOT_FOUND */
    public InventoryItem get(ResourceKey key) {
        return find(key).orElseThrow(() -> notFound(key));
    }

    public Optional<InventoryItem> find(ResourceKey key) {
        return store.desired(key).map(this::observed);
    }

    /** Who needs a resource, by what is desired now; empty where it is nothing that others use, as a worker, or only the place of others. */
    public Optional<List<ResourceKey>> users(DesiredResource resource) {
        return Users.canBeNeeded(resource.key()) && resource.key().type() != ResourceType.WORKSPACE
                ? Optional.of(Users.among(store.desired().values()).of(resource))
                : Optional.empty();
    }

    /**
     * The kept revisions under a key, newest first, also those of deleted resources.
     *
     * @throws TirelessException NOT_FOUND where there is none
     */
    public List<PastRevision> history(ResourceKey key) {
        List<PastRevision> history = store.history(key);
        if (history.isEmpty()) {
            throw notFound(key);
        }
        return history;
    }

    /**
     * How one revision of the newest uid differs from another.
     *
     * @param from its number; empty is the one before {@code to} of those that are kept
     * @param to its number; empty is the newest
     * @throws TirelessException NOT_FOUND, naming the revisions that are kept
     */
    public List<FieldChange> diff(ResourceKey key, OptionalInt from, OptionalInt to) {
        List<PastRevision> history = history(key);
        List<PastRevision> own = history.stream()
                .filter(past -> past.revision()
                        .uid()
                        .equals(history.getFirst().revision().uid()))
                .toList();
        PastRevision after =
                revision(key, own, to.orElse(own.getFirst().revision().number()));
        PastRevision before = from.isPresent() ? revision(key, own, from.getAsInt()) : previous(key, own, after);
        return between(before, after);
    }

    private static PastRevision previous(ResourceKey key, List<PastRevision> own, PastRevision after) {
        int number = after.revision().number();
        return own.stream()
                .filter(past -> past.revision().number() < number)
                .findFirst()
                .orElseThrow(() -> new TirelessException(
                        TirelessException.Code.NOT_FOUND,
                        false,
                        "%s has no revision before its revision %d to compare that with".formatted(key, number)));
    }

    /** What {@code after} changes of {@code before}, in what is asked for and in what people are told. */
    public static List<FieldChange> between(PastRevision before, PastRevision after) {
        List<FieldChange> fields = new ArrayList<>(SpecDifference.between(
                before.revision().spec(), after.revision().spec()));
        fields.addAll(SpecDifference.between(
                before.document().metadata(), after.document().metadata()));
        return List.copyOf(fields);
    }

    private static PastRevision revision(ResourceKey key, List<PastRevision> own, int number) {
        return own.stream()
                .filter(past -> past.revision().number() == number)
                .findFirst()
                .orElseThrow(() -> Past.absent(key, OptionalInt.of(number), own));
    }

    private InventoryItem observed(DesiredResource desired) {
        return new InventoryItem(
                desired,
                engine.status(desired.key())
                        .filter(status -> status.uid().equals(desired.revision().uid())),
                scaling.apply(desired.key()),
                objectives.apply(desired.key()));
    }

    private static TirelessException notFound(ResourceKey key) {
        return new TirelessException(TirelessException.Code.NOT_FOUND, false, "there is no " + key);
    }
}
