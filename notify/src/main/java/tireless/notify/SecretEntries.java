package tireless.notify;

import tireless.model.ResourceKey;

/** Reads values of Secrets. Safe for use by many threads. */
@FunctionalInterface
public interface SecretEntries {
    /**
     * The value of a key of a Secret that is desired now.
     *
     * @throws tireless.model.TirelessException where there is none, with what people can do
     */
    String value(ResourceKey secret, String key);
}
