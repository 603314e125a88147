package tireless.kubernetes.engine;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tireless.engine.Desired;
import tireless.kubernetes.apply.Stamp;
import tireless.model.Happening;
import tireless.model.Power;
import tireless.model.RestartRequest;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.TimeSource;

/** What is asked of a resource: how it shall be from then on. Nothing is done by it before the resource is settled. */
final class Commands {
    private final TimeSource time;
    private final Planning planning;
    private final StatusView view;
    private final Watching.Teller teller;

    Commands(TimeSource time, Planning planning, StatusView view, Watching.Teller teller) {
        this.time = time;
        this.planning = planning;
        this.view = view;
        this.teller = teller;
    }

    /** Has it run a revision from now on; of the next resource of its name most begins anew. */
    static void become(Resource resource, Revision revision) {
        if (!resource.uid().equals(revision.uid().value())) {
            resource.memory = resource.memory.uids().contains(revision.uid().value())
                    ? resource.memory
                    : resource.memory.ofNextResource(revision.uid().value());
            resource.scaledTo = OptionalInt.empty();
            resource.rollout = Rollout.NONE;
            resource.restart = "";
            resource.sendsReady = false;
            resource.power = Power.ON;
        }
        resource.revision = Optional.of(revision);
    }

    /** Takes it over as it was elsewhere: before anything of it is made, its power and its count are known. */
    void take(Resource resource, Desired desired) {
        accept(resource, desired.revision());
        desired.scaledTo().ifPresent(count -> scale(resource, count, ""));
        if (desired.power() != Power.ON) {
            power(resource, desired.power());
        }
    }

    void accept(Resource resource, Revision revision) {
        Optional<Revision> present =
                resource.revision.filter(own -> own.uid().equals(revision.uid()) && resource.power != Power.REMOVED);
        if (present.filter(revision::equals).isPresent()) {
            return;
        }
        if (resource.power == Power.REMOVED) {
            resource.power = Power.ON;
        }
        become(resource, revision);
        // Who applies wants it as it says, whoever changes it by hand.
        resource.forced.clear();
        present.ifPresent(before -> follow(resource, before, revision));
        tell(resource, new Happening.Accepted(revision.number(), resource.replicas()));
    }

    private void follow(Resource resource, Revision before, Revision next) {
        if (!before.workload().keepsCountIn(next.workload())) {
            resource.scaledTo = OptionalInt.empty();
        }
        if (!planning.run(before).equals(planning.run(next))) {
            Revision origin = RolloutRecord.origin(resource.rollout.previous(), before, next);
            resource.rollout = Rollout.from(origin, time.now().sinceBoot());
        }
        resource.tries = resource.tries.atOnce();
    }

    void scale(Resource resource, int replicas, String why) {
        int from = resource.scaledTo.orElse(
                resource.revision.orElseThrow().workload().replicas());
        resource.scaledTo = OptionalInt.of(replicas);
        resource.tries = resource.tries.atOnce();
        if (from != replicas) {
            tell(resource, new Happening.Scaled(from, replicas, why));
        }
    }

    void power(Resource resource, Power power) {
        if (resource.power == power) {
            return;
        }
        resource.power = power;
        resource.tries = resource.tries.atOnce();
        if (power != Power.REMOVED) {
            tell(resource, new Happening.PowerChanged(power));
        }
    }

    /** @param uids of resources of which this engine may have made something */
    void restart(Resource resource, Set<String> uids) {
        tell(resource, new Happening.RestartRequested());
        resource.place(uids::contains);
        resource.restart =
                Stamp.restart(RestartRequest.of(view.of(resource, time.now().sinceBoot())));
        resource.tries = resource.tries.atOnce();
        if (!resource.rollout.halted().isEmpty()) {
            resource.rollout = Rollout.from(
                    resource.rollout.previous().orElseThrow(), time.now().sinceBoot());
        }
    }

    private void tell(Resource resource, Happening happening) {
        teller.tell(resource, OptionalInt.empty(), happening);
    }
}
