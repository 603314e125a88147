package tireless.control.compute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.engine.Handover;
import tireless.engine.Observation;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.model.Uid;

/**
 * Gives every resource its seat, and lets it change: what is desired elsewhere is removed where it is, and goes on when nothing of it is left
 * there. All calls are made by one thread at a time.
 */
final class Seating {
    /** The sites that there are. */
    interface Sites {
        Site machine();

        /** The one that a revision is for. */
        Site of(Revision revision);

        /** To be called when a resource has left a site. */
        void left(Site site);

        /** Those who follow a resource. */
        List<FollowedLogs> followers(ResourceKey key);
    }

    private final Seats seats;
    private final Sites sites;
    private final Whereabouts whereabouts;
    private final TimeSource time;
    private final Consumer<Observation> told;

    /** What may be on a cluster. */
    private final Set<ResourceKey> noted = new HashSet<>();

    /** What is to be restarted when its site has an engine. */
    private final Set<ResourceKey> restarts = new HashSet<>();

    Seating(Seats seats, Sites sites, Whereabouts whereabouts, TimeSource time, Consumer<Observation> told) {
        this.seats = seats;
        this.sites = sites;
        this.whereabouts = whereabouts;
        this.time = time;
        this.told = told;
    }

    /** Takes over what an earlier process left, here and elsewhere. */
    void adopt(List<Desired> desired, Handover before) {
        Engine local = sites.machine().engine().orElseThrow();
        Map<ResourceKey, Revision> elsewhere = arrivals(before);
        Map<ResourceKey, Desired> here = new TreeMap<>();
        List<Desired> mayBeHere = new ArrayList<>();
        for (Desired one : desired) {
            ResourceKey key = one.revision().key();
            Place place = Place.of(one.revision());
            Revision arrived = elsewhere.remove(key);
            if (arrived != null && !Place.of(arrived).equals(place)) {
                leaveAfterwards(one, arrived);
            } else if (place.equals(Place.MACHINE)) {
                here.put(key, one);
                seats.put(Seat.here(one, sites.machine()));
            } else {
                // What runs here is not desired here: the engine of this machine ends it, and tells when it is gone.
                mayBeHere.add(one);
                seats.put(Seat.leaving(one, sites.machine(), one));
            }
        }
        elsewhere.values().forEach(arrived -> leaveAfterwards(removed(arrived), arrived));
        local.adopt(List.copyOf(here.values()), Handing.part(before, here));
        mayBeHere.stream()
                .filter(one -> local.status(one.revision().key()).isEmpty())
                .forEach(one -> await(one, sites.of(one.revision())));
    }

    private static Desired removed(Revision revision) {
        return new Desired(revision, Power.REMOVED, OptionalInt.empty());
    }

    /** With which revisions resources came to clusters. What is not known any more is not found there either. */
    private Map<ResourceKey, Revision> arrivals(Handover before) {
        Map<ResourceKey, Revision> arrived = new TreeMap<>();
        whereabouts
                .all()
                .forEach((key, arrival) -> before.past()
                        .find(key, arrival.uid(), arrival.revision())
                        .ifPresent(revision -> arrived.put(key, revision)));
        noted.addAll(arrived.keySet());
        return arrived;
    }

    private void leaveAfterwards(Desired desired, Revision arrived) {
        Site site = sites.of(arrived);
        seats.put(Seat.leaving(desired, site, removed(arrived)));
        site.hurry();
    }

    void accept(Revision revision) {
        Optional<Seat> present = seats.of(revision.key());
        if (present.isEmpty()) {
            sit(Desired.of(revision));
            return;
        }
        Seat seat = present.get();
        Desired next = seat.desired().accepting(revision);
        boolean stays = Place.of(revision).equals(seat.place());
        switch (seat.standing()) {
            case HERE -> {
                if (stays) {
                    seats.put(seat.desiring(next));
                    seat.site().engine().orElseThrow().accept(revision);
                } else {
                    leave(seat, next);
                }
            }
            case AWAITING -> {
                if (stays) {
                    desire(seat, next, accepted(next));
                } else if (noted.contains(revision.key())) {
                    leave(seat, next);
                } else {
                    goOn(seat, next);
                }
            }
            case LEAVING -> desire(seat, next, accepted(next));
        }
    }

    /** Takes over one that ran where nobody here knows of. */
    void take(Desired desired) {
        Optional<Seat> present = seats.of(desired.revision().key());
        if (present.isEmpty()) {
            sit(desired);
            return;
        }
        accept(desired.revision());
        seats.of(desired.revision().key()).ifPresent(seat -> {
            if (seat.is(Seat.Standing.HERE)) {
                Handing.difference(seat.site().engine().orElseThrow(), seat.desired(), desired);
            }
            seats.put(seat.desiring(desired));
        });
    }

    /** Puts a resource, of which nothing is anywhere, where it shall be. */
    private void sit(Desired desired) {
        ResourceKey key = desired.revision().key();
        Site site = sites.of(desired.revision());
        Optional<Engine> engine = site.engine();
        if (engine.isEmpty()) {
            tell(desired, accepted(desired));
            await(desired, site);
            return;
        }
        note(desired);
        seats.put(Seat.here(desired, site));
        sites.followers(key).forEach(logs -> logs.goOn(engine.get()));
        Handing.over(engine.get(), desired);
    }

    private void await(Desired desired, Site site) {
        Seat seat = Seat.awaiting(desired, site);
        seats.put(seat);
        show(seat);
        site.hurry();
    }

    /** Begins to take a resource away from where it is. */
    private void leave(Seat seat, Desired next) {
        ResourceKey key = next.revision().key();
        Seat leaving = Seat.leaving(next, seat.site(), seat.desired());
        seats.put(leaving);
        show(leaving);
        try {
            seat.site().engine().ifPresent(engine -> engine.remove(key));
            seat.site().hurry();
        } catch (TirelessException refused) {
            if (refused.code() != TirelessException.Code.NOT_FOUND) {
                throw refused;
            }
            arrive(key);
        }
    }

    /** Goes on with a resource that leaves, if nothing is left of it where it was. */
    void arrive(ResourceKey key) {
        Optional<Seat> found = seats.of(key).filter(seat -> seat.is(Seat.Standing.LEAVING));
        if (found.isEmpty()
                || found.get()
                        .site()
                        .engine()
                        .flatMap(engine -> engine.status(key))
                        .isPresent()) {
            return;
        }
        Seat seat = found.get();
        forget(key);
        seat.site().engine().ifPresent(engine -> sites.followers(key).forEach(logs -> logs.left(engine)));
        if (seat.desired().power() == Power.REMOVED) {
            seats.drop(key);
            sites.left(seat.site());
            tell(seat.desired(), new Happening.Removed());
        } else {
            goOn(seat, seat.desired());
        }
    }

    private void goOn(Seat from, Desired desired) {
        String to = Place.words(desired.revision());
        tell(
                desired,
                new Happening.Moved(
                        desired.revision().number(), Place.words(from.kept().revision()), to));
        sit(desired);
        sites.left(from.site());
    }

    /** To be called when a resource that was to go for good is gone. */
    void gone(ResourceKey key, Site site) {
        boolean elsewhere = seats.of(key).map(seat -> !seat.site().equals(site)).orElse(true);
        if (elsewhere && !site.equals(sites.machine())) {
            forget(key);
            sites.left(site);
        }
    }

    /**
     * Changes what is desired.
     *
     * @param happening what of it is told where no engine does, by what was desired before
     * @param forward how it is told the engine that keeps it
     */
    void change(
            ResourceKey key,
            UnaryOperator<Desired> next,
            Function<Desired, Happening> happening,
            Consumer<Engine> forward) {
        Optional<Seat> present = seats.of(key);
        if (present.isEmpty()) {
            forward.accept(sites.machine().engine().orElseThrow());
            return;
        }
        Seat seat = present.get();
        Desired desired = next.apply(seat.desired());
        if (seat.is(Seat.Standing.HERE)) {
            forward.accept(seat.site().engine().orElseThrow());
            seats.put(seat.desiring(desired));
        } else if (!desired.equals(seat.desired())) {
            desire(seat, desired, happening.apply(seat.desired()));
        }
    }

    void remove(ResourceKey key) {
        Optional<Seat> present = seats.of(key);
        if (present.isEmpty()) {
            sites.machine().engine().orElseThrow().remove(key);
            return;
        }
        Seat seat = present.get();
        Desired removed = seat.desired().withPower(Power.REMOVED);
        if (seat.is(Seat.Standing.HERE)) {
            // Before the engine can tell that it is gone.
            seats.put(seat.desiring(removed));
            seat.site().engine().orElseThrow().remove(key);
        } else if (seat.is(Seat.Standing.AWAITING) && !noted.contains(key)) {
            seats.drop(key);
            sites.left(seat.site());
            tell(removed, new Happening.PowerChanged(Power.REMOVED));
            tell(removed, new Happening.Removed());
        } else if (seat.desired().power() != Power.REMOVED) {
            desire(seat, removed, new Happening.PowerChanged(Power.REMOVED));
        }
    }

    /** Forgets one that was to go, and is where nothing can be done of it: what is left there is nobody's. */
    void disown(ResourceKey key, Uid uid) {
        Optional<Seat> present = seats.of(key)
                .filter(seat -> seat.desired().power() == Power.REMOVED)
                .filter(seat -> seat.kept().revision().uid().equals(uid));
        if (present.isEmpty()) {
            sites.machine().engine().orElseThrow().disown(key, uid);
            return;
        }
        Seat seat = present.get();
        whereabouts.disown(key, uid);
        if (seat.site().engine().isPresent()) {
            seat.site().engine().get().disown(key, uid);
        } else {
            forget(key);
            seats.drop(key);
            sites.left(seat.site());
            tell(seat.desired(), new Happening.Removed());
        }
    }

    /** Of one that is about to be started anyway nothing is replaced. */
    void restart(ResourceKey key) {
        Optional<Seat> present = seats.of(key);
        if (present.isEmpty() || present.get().is(Seat.Standing.HERE)) {
            engine(present).restart(key);
        } else if (present.get().is(Seat.Standing.AWAITING) && noted.contains(key)) {
            restarts.add(key);
            present.get().site().hurry();
        }
    }

    void retry(ResourceKey key) {
        Optional<Seat> present = seats.of(key);
        if (present.isEmpty() || present.get().is(Seat.Standing.HERE)) {
            engine(present).retry(key);
        } else {
            present.get().site().hurry();
        }
    }

    /** The local one refuses what there is not. */
    private Engine engine(Optional<Seat> seat) {
        return seat.map(Seat::site).orElse(sites.machine()).engine().orElseThrow();
    }

    /** What an engine that was just opened has to adopt, by its keys. */
    Map<ResourceKey, Desired> handed(Site site) {
        Map<ResourceKey, Desired> handed = new TreeMap<>();
        for (Seat seat : seats.at(site)) {
            note(seat.kept());
            handed.put(seat.kept().revision().key(), seat.kept());
        }
        return handed;
    }

    /** To be called when an engine has adopted {@code handed}, and its site has it: tells it what was asked for meanwhile. */
    void opened(Site site, Engine engine, Map<ResourceKey, Desired> handed) {
        for (Seat seat : seats.at(site)) {
            ResourceKey key = seat.kept().revision().key();
            note(seat.kept());
            if (seat.is(Seat.Standing.AWAITING)) {
                seats.put(Seat.here(seat.desired(), site));
            }
            sites.followers(key).forEach(logs -> logs.goOn(engine));
            Handing.difference(engine, handed.get(key), seat.kept());
            if (restarts.remove(key)) {
                engine.restart(key);
            }
            engine.status(key).map(Observation.Changed::new).ifPresent(told);
        }
    }

    /** Of one that no engine keeps at the moment. */
    private void desire(Seat seat, Desired next, Happening happening) {
        Seat other = seat.desiring(next);
        seats.put(other);
        tell(next, happening);
        show(other);
        seat.site().hurry();
    }

    private void note(Desired desired) {
        ResourceKey key = desired.revision().key();
        if (!Place.of(desired.revision()).equals(Place.MACHINE) && !noted.contains(key)) {
            whereabouts.note(
                    key,
                    new Whereabouts.Arrival(
                            desired.revision().uid(), desired.revision().number()));
            noted.add(key);
        }
    }

    private void forget(ResourceKey key) {
        restarts.remove(key);
        if (noted.remove(key)) {
            whereabouts.forget(key);
        }
    }

    /** Shows how one is that no engine keeps. */
    void show(Seat seat) {
        told.accept(new Observation.Changed(Seats.seen(seat)));
    }

    private void tell(Desired desired, Happening happening) {
        told.accept(new Observation.Happened(new Event(
                time.now().wall(),
                desired.revision().key(),
                desired.revision().uid(),
                OptionalInt.empty(),
                happening)));
    }

    private static Happening accepted(Desired desired) {
        return new Happening.Accepted(desired.revision().number(), desired.replicas());
    }
}
