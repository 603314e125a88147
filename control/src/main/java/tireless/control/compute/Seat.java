package tireless.control.compute;

import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.model.Power;

/**
 * Where one resource is.
 *
 * @param desired as it is asked for now
 * @param site what keeps it, shall keep it, or is to let it go
 * @param kept what {@code site} has been told, or is to be told when it opens: of what leaves, that it is to be removed
 */
record Seat(Desired desired, Site site, Standing standing, Desired kept) {
    /** How it stands with its site. */
    enum Standing {
        /** The site keeps it. */
        HERE,
        /** It is handed over when the site has an engine. */
        AWAITING,
        /** When the site has nothing of it any more, it goes on where {@code desired} says. */
        LEAVING
    }

    static Seat here(Desired desired, Site site) {
        return new Seat(desired, site, Standing.HERE, desired);
    }

    static Seat awaiting(Desired desired, Site site) {
        return new Seat(desired, site, Standing.AWAITING, desired);
    }

    /** @param there what the site has of it */
    static Seat leaving(Desired desired, Site site, Desired there) {
        return new Seat(desired, site, Standing.LEAVING, there.withPower(Power.REMOVED));
    }

    boolean is(Standing other) {
        return standing == other;
    }

    /** Where it is, or was. */
    Place place() {
        return Place.of(kept.revision());
    }

    /** Why nothing can be done of it where it is, for people; empty where something can. */
    String stuck() {
        return site.engine().map(Engine::unreachable).orElseGet(site::why);
    }

    Seat desiring(Desired next) {
        return new Seat(next, site, standing, is(Standing.LEAVING) ? kept : next);
    }
}
