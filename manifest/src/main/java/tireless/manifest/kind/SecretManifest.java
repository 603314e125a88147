package tireless.manifest.kind;

import tireless.manifest.yaml.Mapping;

/** A Secret or an Instance-secret as written. */
public record SecretManifest(Origin origin, Meta meta, SecretSection secret, Mapping tree) implements Manifest {
    /** Without any value. */
    @Override
    public String toString() {
        return "SecretManifest[origin=%s, meta=%s, secret=%s]".formatted(origin, meta, secret);
    }
}
