package tireless.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tireless.autoscale.Autoscaler;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.engine.Handover;
import tireless.manifest.WorkspaceChoice;
import tireless.model.Happening;
import tireless.model.IngressPolicy;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.RestartRequest;
import tireless.model.Revision;
import tireless.model.SecretValues;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.plan.Candidate;
import tireless.plan.Change;
import tireless.plan.DesiredResource;
import tireless.plan.Plan;
import tireless.plan.Planner;
import tireless.secret.KeyRotation;
import tireless.secret.StoredSecrets;
import tireless.secret.Vault;
import tireless.stack.WorkloadResolver;
import tireless.store.PastRevision;
import tireless.store.StaleViewException;
import tireless.store.Store;
import tireless.store.Write;

/**
 * The one writer of desired state. Every command commits to the store first, all or nothing, and then tells the engine; a process
 * that dies in between is made good by {@link #begin}, which tells the engine everything from the store.
 *
 * <p>Safe for use by many threads: commands take turns.
 */
public final class Commands {
    private final Store store;
    private final Vault vault;
    private final Engine engine;
    private final Planner planner;
    private final WorkloadResolver resolver;
    private final TimeSource time;
    private final Consumer<ResourceKey> changed;
    private final Rollouts rollouts;
    private final Secrets secrets;
    private final Announcements announcements;
    private final ReentrantLock turn = new ReentrantLock();

    /**
     * @param vault seals the values of secrets
     * @param resolver of what uses a Stack or a Compute that goes back
     * @param changed told of every resource whose desired state became another, or that is gone; must return at once
     */
    public Commands(
            Store store,
            Vault vault,
            Engine engine,
            Planner planner,
            WorkloadResolver resolver,
            TimeSource time,
            Consumer<ResourceKey> changed) {
        this.store = store;
        this.engine = engine;
        this.planner = planner;
        this.resolver = resolver;
        this.time = time;
        this.changed = changed;
        this.rollouts = new Rollouts(store, engine);
        this.vault = vault;
        this.secrets = new Secrets(store, vault);
        this.announcements = new Announcements(store, vault, resolver, time);
    }

    /**
     * Takes over what an earlier process left, as the store knows it, and makes the usual workspace where there is none. To be
     * called once, before any command.
     */
    public void begin() {
        ResourceKey usual = Workspaces.key(WorkspaceChoice.PUBLIC);
        if (store.desired(usual).isEmpty()) {
            apply(List.of(Workspaces.candidate(usual, "")), Map.of());
        }
        store.desired().values().stream()
                .filter(resource -> Workspaces.ingress(resource.revision().spec()) != IngressPolicy.WARN)
                .forEach(workspace -> engine.ingress(
                        workspace.key().name(),
                        Workspaces.ingress(workspace.revision().spec())));
        engine.adopt(
                store.desired().values().stream()
                        .filter(resource -> resource.revision().runs())
                        .map(resource -> new Desired(resource.revision(), resource.power(), resource.scaledTo()))
                        .toList(),
                new Handover(
                        new StoredPast(store),
                        store.unfinished().restarts(),
                        store.unfinished().rollouts()));
    }

    /** What applying {@code candidates} would do. */
    public Plan plan(List<Candidate> candidates) {
        return prepare(candidates, store.desired()).plan();
    }

    /**
     * Makes all candidates the desired state, or none.
     *
     * @param seen by which version the user saw a resource; what is not named is not checked
     * @throws StaleViewException if one of {@code seen} is not the present version
     */
    public Plan apply(List<Candidate> candidates, Map<ResourceKey, Long> seen) {
        return inTurn(() -> {
            Map<ResourceKey, DesiredResource> current = store.desired();
            Refusals.ofStale(seen, current);
            return carryOut(prepare(candidates, current));
        });
    }

    /** What deleting {@code keys} would do; throws what {@link #delete} throws. */
    public Plan planDelete(Collection<ResourceKey> keys, boolean force) {
        return prepareDelete(keys, force, store.desired()).plan();
    }

    /**
     * Stops and forgets all of {@code keys}, or none; their history stays.
     *
     * @param force also where others need them, and with a workspace all that is in it; one that is on its way out where nobody answers is
     *     forgotten without asking there, and what is left of it belongs to nobody
     * @throws TirelessException NOT_FOUND, naming every key that is not there; FAILED, naming what needs them
     */
    public Plan delete(Collection<ResourceKey> keys, boolean force) {
        return inTurn(() -> carryOut(prepareDelete(keys, force, store.desired())));
    }

    /**
     * Sets the count of replicas; it holds until a manifest's own count changes.
     *
     * @throws TirelessException NOT_FOUND; USAGE for a negative count, or more than {@link Workload#MOST_REPLICAS}; FAILED where nothing runs of it
     */
    public DesiredResource scale(ResourceKey key, int replicas) {
        if (replicas < 0 || replicas > Workload.MOST_REPLICAS) {
            throw new TirelessException(
                    TirelessException.Code.USAGE,
                    false,
                    "the count of replicas must be between 0 and %d: %d".formatted(Workload.MOST_REPLICAS, replicas));
        }
        return inTurn(() -> {
            Refusals.ofScaled(running(key));
            DesiredResource next = update(key, resource -> resource.withScale(replicas));
            engine.scale(key, replicas);
            return next;
        });
    }

    /**
     * Sets the count that its load asks for. Without effect where the resource is gone, is another one of its name, is not on, or is not scaled any more.
     *
     * @param why for people
     */
    public void autoscale(ResourceKey key, Uid uid, int replicas, String why) {
        inTurn(() -> {
            store.desired(key)
                    .filter(resource -> resource.revision().uid().equals(uid) && resource.power() == Power.ON)
                    .filter(resource -> Autoscaler.isOurs(resource.revision().workload()))
                    .ifPresent(_ -> {
                        update(key, resource -> resource.withScale(replicas));
                        engine.scale(key, replicas, why);
                    });
            return key;
        });
    }

    /** Pauses, stops or resumes; throws as {@link #scale} does. */
    public DesiredResource power(ResourceKey key, Power power) {
        return inTurn(() -> {
            DesiredResource next = update(key, resource -> resource.withPower(power));
            switch (power) {
                case ON -> engine.resume(key);
                case PAUSED -> engine.pause(key);
                case STOPPED -> engine.stop(key);
                case REMOVED -> throw new IllegalArgumentException("what goes is deleted");
            }
            return next;
        });
    }

    /**
     * Replaces every replica once, one after the other, and forgets its failures, whoever has to do it: what is there when it is asked
     * for is written down, and the next process goes on with what was not replaced yet. A roll-out that halted is tried again. Throws as {@link #scale} does, and FAILED where
     * nothing runs of it because it is paused or stopped.
     */
    public DesiredResource restart(ResourceKey key) {
        return inTurn(() -> {
            DesiredResource resource = running(key);
            if (resource.power() != Power.ON) {
                throw TirelessException.failed(
                        "%s is %s: it is started anew when it is resumed (tireless resume %s -w %s)"
                                .formatted(
                                        key,
                                        resource.power().name().toLowerCase(Locale.ROOT),
                                        key.name(),
                                        key.scope()));
            }
            replaceAll(key);
            return resource;
        });
    }

    private void replaceAll(ResourceKey key) {
        engine.status(key)
                .map(RestartRequest::of)
                .filter(request -> !request.attempts().isEmpty())
                .ifPresent(request -> store.unfinished().keep(request));
        rollouts.goOn(key);
        engine.restart(key);
    }

    /** What does not run is given it at its next start. */
    private void giveAnew(ResourceKey user) {
        if (store.desired(user).filter(resource -> resource.power() == Power.ON).isPresent()) {
            engine.retry(user);
            replaceAll(user);
        }
    }

    /** What {@link #rollback} would do. */
    public Plan planRollback(ResourceKey key, OptionalInt revision) {
        return prepareBack(key, revision).plan();
    }

    /**
     * Makes an older revision the desired one, as a new revision; of a secret with its values, and whom that concerns takes them over;
     * of a Stack or a Compute with all that uses it.
     *
     * @param revision its number; empty is the one before the present
     * @throws TirelessException NOT_FOUND, naming the revisions that are kept
     */
    public Plan rollback(ResourceKey key, OptionalInt revision) {
        return inTurn(() -> carryOut(prepareBack(key, revision)));
    }

    /** What {@link #undelete} would do. */
    public Plan planUndelete(ResourceKey key, OptionalInt revision) {
        return prepareRestore(key, revision).plan();
    }

    /**
     * Brings back a deleted resource, under a new uid; its workspace too, where that is gone.
     *
     * @param revision one of those it had; empty is its last
     * @throws TirelessException NOT_FOUND where there is none; FAILED where the resource exists
     */
    public Plan undelete(ResourceKey key, OptionalInt revision) {
        return inTurn(() -> carryOut(prepareRestore(key, revision)));
    }

    /**
     * The values of a secret, for who may see them.
     *
     * @throws TirelessException NOT_FOUND where there is none; FAILED where they can not be read
     */
    public SecretValues reveal(ResourceKey secret) {
        return new StoredSecrets(store, vault).values(secret);
    }

    /** Encrypts the values of all secrets with a new key, as {@link KeyRotation} says. */
    public KeyRotation rotateKey(boolean lost) {
        return inTurn(() -> KeyRotation.of(vault, store, lost));
    }

    /**
     * A plan that may be carried out.
     *
     * @param candidates that it was made of
     */
    private record Prepared(Plan plan, List<Candidate> candidates) {}

    private Prepared prepare(List<Candidate> asked, Map<ResourceKey, DesiredResource> current) {
        List<Candidate> candidates = secrets.prepared(Workspaces.withMissing(asked, current), List.of(), current);
        return new Prepared(planned(candidates, current), candidates);
    }

    private Plan planned(List<Candidate> candidates, Map<ResourceKey, DesiredResource> current) {
        return planner.plan(candidates, current, time.now().wall()).whileRunning(this::running);
    }

    /** One that the engine does not know yet is about to run. */
    private int running(DesiredResource resource) {
        return engine.status(resource.key())
                .map(status -> (int) status.living())
                .orElse(resource.replicas());
    }

    private Prepared prepareDelete(
            Collection<ResourceKey> asked, boolean force, Map<ResourceKey, DesiredResource> current) {
        List<ResourceKey> keys = Deletions.of(asked, force, current);
        Plan plan = planner.delete(keys, current);
        List<Change> changes = new ArrayList<>((force ? Deletions.forgetting(plan, engine::stuck) : plan).changes());
        List<Candidate> others = secrets.prepared(List.of(), keys, current);
        changes.addAll(planned(others, current).changes());
        return new Prepared(new Plan(changes), others);
    }

    private Prepared prepareBack(ResourceKey key, OptionalInt revision) {
        DesiredResource now = present(key);
        PastRevision past = Past.before(
                key, store.history(key), now.revision().uid(), now.revision().number(), revision);
        return prepareAgain(secrets.again(past));
    }

    private Prepared prepareRestore(ResourceKey key, OptionalInt revision) {
        if (store.desired(key)
                .filter(resource -> resource.power() != Power.REMOVED)
                .isPresent()) {
            throw TirelessException.failed(
                    "%s was not deleted; to go back to an older revision, use rollback".formatted(key));
        }
        return prepareAgain(secrets.again(Past.ofDeleted(key, store.history(key), revision)));
    }

    /** What was desired once; where that is a Stack or a Compute, with all that uses it. */
    private Prepared prepareAgain(Candidate past) {
        Map<ResourceKey, DesiredResource> current = store.desired();
        List<Candidate> candidates = new ArrayList<>(List.of(past));
        candidates.addAll(new DeclarationUsers(resolver, current.values()).of(List.of(past)));
        return prepare(candidates, current);
    }

    private Plan carryOut(Prepared prepared) {
        Plan plan = prepared.plan();
        List<Write> writes = new ArrayList<>();
        plan.changes().forEach(change -> writes.add(write(change)));
        store.commit(
                writes,
                plan.changes().stream().flatMap(rollouts::begunBy).toList(),
                secrets.sealed(plan, prepared.candidates()));
        plan.changes().forEach(this::tell);
        announcements.ofTheKey(plan);
        announcements.ofWhoStaysBehind(plan);
        VolumeUsers.waiting(plan, store::desired).forEach(engine::retry);
        VolumeUsers.outdated(plan, store::desired).forEach(this::giveAnew);
        return plan;
    }

    /** What nothing runs of needs no time to go. */
    private Write write(Change change) {
        return change instanceof Change.Delete(DesiredResource before, DesiredResource after)
                        && !after.revision().runs()
                ? new Write.Forget(before.key(), before.version(), time.now().wall())
                : Write.of(new Plan(List.of(change))).getFirst();
    }

    private void tell(Change change) {
        DesiredResource after = change.after();
        switch (change) {
            case Change.Unchanged _ -> {
                return;
            }
            case Change.Forget(var _, Revision there) -> engine.disown(there.key(), there.uid());
            case Change.Delete _ -> {
                if (after.revision().runs()) {
                    engine.remove(after.key());
                } else {
                    announcements.record(after, new Happening.Removed());
                }
            }
            case Change.Create _, Change.Roll _, Change.Scale _, Change.Reword _ -> {
                if (after.revision().runs()) {
                    beginningOf(change).ifPresent(count -> engine.scale(after.key(), count));
                    engine.accept(after.revision());
                } else {
                    announcements.record(
                            after, new Happening.Accepted(after.revision().number(), 0));
                }
            }
        }
        if (after.key().type() == ResourceType.WORKSPACE) {
            tellIngress(change);
        }
        changed.accept(after.key());
    }

    /** The count with which something begins to be scaled: told first, for nothing that runs is to be ended by a count of the manifest. */
    private static OptionalInt beginningOf(Change change) {
        return change instanceof Change.Roll(DesiredResource before, DesiredResource after, var _, var _)
                        && !before.scaledTo().equals(after.scaledTo())
                ? after.scaledTo()
                : OptionalInt.empty();
    }

    /** Of a workspace that is new and says nothing, the engine knows already what holds. */
    private void tellIngress(Change workspace) {
        IngressPolicy policy = workspace instanceof Change.Delete
                ? IngressPolicy.WARN
                : Workspaces.ingress(workspace.after().revision().spec());
        if (!(workspace instanceof Change.Create) || policy != IngressPolicy.WARN) {
            engine.ingress(workspace.key().name(), policy);
        }
    }

    private DesiredResource update(ResourceKey key, UnaryOperator<DesiredResource> change) {
        running(key);
        DesiredResource next = store.update(key, change);
        changed.accept(key);
        return next;
    }

    private DesiredResource running(ResourceKey key) {
        DesiredResource resource = present(key);
        if (!resource.revision().runs()) {
            throw TirelessException.failed("nothing runs of %s".formatted(key));
        }
        return resource;
    }

    private DesiredResource present(ResourceKey key) {
        return store.desired(key)
                .filter(resource -> resource.power() != Power.REMOVED)
                .orElseThrow(
                        () -> new TirelessException(TirelessException.Code.NOT_FOUND, false, "there is no " + key));
    }

    private <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }
}
