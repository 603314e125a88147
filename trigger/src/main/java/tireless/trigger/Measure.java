package tireless.trigger;

import tireless.scale.Reading;

/**
 * What counts as much, and from when it counts as work.
 *
 * @param target what one replica shall have of it, or what it shall be; above zero
 * @param activation there is work where the value is above this
 */
public record Measure(double target, double activation) {
    /**
     * @throws NoReading for what is no number: that is never the same as zero
     */
    public Reading of(double value) throws NoReading {
        return of(value, value > activation);
    }

    /** The same, where something else than the value says whether there is work. Below zero counts as zero. */
    public Reading of(double value, boolean active) throws NoReading {
        return of(value, active, "");
    }

    /** The same, of a part of what was measured; see {@link Reading.Measured#of}. */
    public Reading of(double value, boolean active, String of) throws NoReading {
        if (!Double.isFinite(value)) {
            throw new NoReading("the value is " + value);
        }
        return new Reading.Measured(Math.max(0, value), target, active, of);
    }
}
