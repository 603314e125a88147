package tireless.model.scaling;

import java.time.Duration;

/**
 * When it looks, and how long it waits.
 *
 * @param polling between two looks at a trigger; KEDA's own default is 30 s
 * @param cooldown from the last time that a trigger was active until it goes below what it keeps while there is work
 * @param initialCooldown the same, from the creation of the resource
 */
public record Cadence(Duration polling, Duration cooldown, Duration initialCooldown) {
    public static final Cadence DEFAULT = new Cadence(Duration.ofSeconds(2), Duration.ofSeconds(300), Duration.ZERO);
}
