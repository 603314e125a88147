package tireless.autoscale;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.RunSpec;
import tireless.model.SecretProjection;
import tireless.model.SecretValues;
import tireless.model.TirelessException;
import tireless.model.scaling.ScaleTrigger;
import tireless.runtime.SecretSource;
import tireless.secret.StoredSecrets;
import tireless.trigger.catalog.TriggerCatalog;
import tireless.trigger.connect.Connections;

/** Opens triggers with the secrets of a store: those that {@code authenticationRef} names, and the variables of the worker. */
public final class StoredTriggers implements TriggerSource, AutoCloseable {
    private final TriggerCatalog catalog = TriggerCatalog.standard();
    private final StoredSecrets secrets;
    private final InstantSource clock;
    private final Connections connections;

    /** @param clock wall time */
    public StoredTriggers(StoredSecrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
        this.connections = new Connections(clock);
    }

    @Override
    public Opened open(ScaleTrigger trigger, ResourceKey worker, RunSpec run) {
        Map<String, String> parameters = new HashMap<>();
        if (trigger.authentication().isPresent()) {
            ResourceKey secret = secret(trigger.authentication().get(), worker);
            try {
                SecretValues values = secrets.values(secret);
                values.keys().forEach(key -> parameters.put(key, values.text(key)));
            } catch (TirelessException refused) {
                return new Opened.Missing(trigger.shown() + ": " + refused.getMessage());
            }
        }
        return new Opened.Open(catalog.open(trigger, parameters, environment(run), connections, clock));
    }

    /** Which Secret {@code authenticationRef} means. */
    public static ResourceKey secret(ScaleTrigger.AuthenticationRef reference, ResourceKey worker) {
        return reference.cluster()
                ? new ResourceKey(ResourceType.INSTANCE_SECRET, ResourceKey.INSTANCE, reference.name())
                : new ResourceKey(ResourceType.SECRET, worker.scope(), reference.name());
    }

    /** What the worker's process has, as far as it is known before its start. */
    private Map<String, String> environment(RunSpec run) {
        Map<String, String> environment = new HashMap<>(run.environment());
        for (SecretProjection projection : run.provisions().secrets()) {
            if (projection.kind() == SecretProjection.Kind.ENV_VARS
                    && secrets.open(projection) instanceof SecretSource.Answer.Opened(SecretValues values)) {
                values.keys().forEach(key -> environment.put(key, values.text(key)));
            }
        }
        return environment;
    }

    /** Lets go of every connection. */
    @Override
    public void close() {
        connections.close();
    }
}
