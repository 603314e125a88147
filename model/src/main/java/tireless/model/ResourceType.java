package tireless.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The resource types that a DataOS manifest may name (reference: DataOS, resource meta section, attribute {@code type}). */
public enum ResourceType {
    BUNDLE(Scope.INSTANCE),
    CLUSTER(Scope.WORKSPACE),
    COMPUTE(Scope.INSTANCE),
    DATABASE(Scope.WORKSPACE),
    DEPOT(Scope.INSTANCE),
    GRANT(Scope.INSTANCE),
    INSTANCE_SECRET(Scope.INSTANCE),
    LAKEHOUSE(Scope.WORKSPACE),
    LENS(Scope.WORKSPACE),
    MONITOR(Scope.WORKSPACE),
    OPERATOR(Scope.INSTANCE),
    PAGER(Scope.WORKSPACE),
    POLICY(Scope.INSTANCE),
    RESOURCE(Scope.WORKSPACE),
    SECRET(Scope.WORKSPACE),
    SERVICE(Scope.WORKSPACE),
    STACK(Scope.INSTANCE),
    VOLUME(Scope.WORKSPACE),
    WORKER(Scope.WORKSPACE),
    WORKFLOW(Scope.WORKSPACE),
    WORKSPACE(Scope.INSTANCE);

    /** Where a name of this type is unique: in one workspace, or in the whole instance. */
    public enum Scope {
        WORKSPACE,
        INSTANCE
    }

    private final Scope scope;

    ResourceType(Scope scope) {
        this.scope = scope;
    }

    public Scope scope() {
        return scope;
    }

    /** Whether its values are kept sealed. */
    public boolean isSecret() {
        return this == SECRET || this == INSTANCE_SECRET;
    }

    /** The type as manifests write it: {@code instance-secret}, {@code worker}. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type that a manifest means by {@code keyword}; empty where there is none. */
    public static Optional<ResourceType> of(String keyword) {
        return Arrays.stream(values())
                .filter(type -> type.keyword().equals(keyword))
                .findFirst();
    }
}
