package tireless.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tireless.model.IngressPolicy;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.model.VolumeHolding;

/**
 * Keeps resources at their desired state on one compute. Replicas may be ours (the local engine) or another system's
 * (Kubernetes): so commands only state what is desired and return once that is recorded by the engine, and all that becomes of it
 * is seen by {@link #observe}. Commands are idempotent. A command for a resource that the engine does not have throws
 * {@link tireless.model.TirelessException} with code NOT_FOUND.
 *
 * <p>Safe for use by many threads.
 */
public interface Engine extends AutoCloseable {
    /**
     * Finds what already runs from an earlier engine on the same compute. Called once with everything desired, before anything else:
     * what runs and is desired goes on untouched; what runs and is not desired is stopped, as its own revision says; a roll-out that
     * was under way goes on, one that had halted stays halted, and a restart by hand is carried out for what it did not reach yet.
     */
    void adopt(List<Desired> desired, Handover before);

    /** The same where nothing is known of an engine before it. */
    default void adopt(List<Desired> desired) {
        adopt(desired, Handover.NONE);
    }

    /**
     * Makes a revision the desired one. Of a known uid: what changed is applied, by scale or by roll-out. Of a new uid under the
     * same key: the old one's replicas are stopped first.
     */
    void accept(Revision revision);

    /**
     * Takes over a resource that ran elsewhere, with its power and its count. Where an engine can not do that at once, what runs for a
     * moment is what the revision says.
     */
    default void accept(Desired desired) {
        ResourceKey key = desired.revision().key();
        accept(desired.revision());
        desired.scaledTo().ifPresent(count -> scale(key, count));
        switch (desired.power()) {
            case ON -> {}
            case PAUSED -> pause(key);
            case STOPPED -> stop(key);
            case REMOVED -> remove(key);
        }
    }

    /**
     * Runs a workload that ends as one unit per replica: each is started once, and its end is observed as
     * {@link tireless.model.Phase.Finished}. The revision's lifetime must be {@link tireless.model.Lifetime#ENDS}.
     */
    void runUnit(Revision revision);

    /** Sets the desired count of replicas without a revision; holds until a revision's own count changes. */
    default void scale(ResourceKey key, int replicas) {
        scale(key, replicas, "");
    }

    /**
     * The same.
     *
     * @param why for people, where its load decided that; empty where it was set by hand
     */
    void scale(ResourceKey key, int replicas, String why);

    /** Drains, then runs nothing; the count is remembered. */
    void pause(ResourceKey key);

    /** Runs nothing, without a drain; the count is remembered. */
    void stop(ResourceKey key);

    /** Undoes {@link #pause} and {@link #stop}. */
    void resume(ResourceKey key);

    /** Replaces every replica once, one after the other, and forgets its failures. */
    void restart(ResourceKey key);

    /** Tries at once what could not be started: what it lacked may be there now. What runs goes on. */
    void retry(ResourceKey key);

    /** Stops everything of the resource, then forgets it. */
    void remove(ResourceKey key);

    /** Why this engine can do nothing where its resources are at the moment, for people; empty where it can. */
    default String unreachable() {
        return "";
    }

    /**
     * With which revision a resource is kept where nothing can be done of it at the moment. It can not be ended there, only be
     * {@linkplain #disown disowned}.
     */
    default Optional<Revision> stuck(ResourceKey key) {
        return Optional.empty();
    }

    /**
     * Forgets the resource of a uid without ending anything of it: what is left of it is another's from now on, and it is told when it is
     * seen. Where the engine has it, it is observed as removed. May be called before {@link #adopt} as well, for what an earlier process
     * disowned; of what is not known, it is remembered for as long as the engine lives.
     *
     * @throws TirelessException FAILED where all of a resource can be ended, as it runs here
     */
    default void disown(ResourceKey key, Uid uid) {
        throw TirelessException.failed("%s runs here: nothing of it has to be left behind".formatted(key));
    }

    /**
     * Sets what becomes of workers of a workspace that listen for others; takes effect at once. Where it was never set it is
     * {@link IngressPolicy#WARN}. This alone may be called before {@link #adopt}, so that no replica that was stopped for it is started.
     */
    void ingress(String workspace, IngressPolicy policy);

    Optional<ResourceStatus> status(ResourceKey key);

    /** All resources, ordered by key. */
    List<ResourceStatus> statuses();

    /**
     * Hands over every observation from now on, in order, until the subscription is closed. The observer is called from one thread,
     * must return at once and must not throw.
     */
    Subscription observe(Consumer<Observation> observer);

    /**
     * Hands over the lines that are asked for, until the subscription is closed or drained: also of a query that does not follow some may
     * come until it is drained. Who must not miss a line follows a resource
     * before accepting it: one that is not there yet has no line to hand over, and is refused only where it is not followed. A
     * position that is none throws {@link tireless.model.TirelessException} with code USAGE.
     */
    LogSubscription logs(ResourceKey key, LogQuery query, Consumer<ReplicaLine> reader);

    /** What a volume holds now, counted for a second or two at most; empty where this engine has no such volume. */
    default Optional<VolumeHolding> holding(ResourceKey volume) {
        return Optional.empty();
    }

    /** Lets go; what runs goes on running. */
    @Override
    void close();
}
