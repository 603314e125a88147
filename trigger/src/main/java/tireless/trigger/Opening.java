package tireless.trigger;

import java.time.InstantSource;
import tireless.trigger.connect.Connections;

/**
 * What a trigger is opened with.
 *
 * @param shared whether an answer that another trigger has just got to the same question will do
 */
public record Opening(Settings settings, Connections connections, InstantSource clock, boolean shared) {}
