package tireless.model;

/** Where a replica finds what it is given (reference: DataOS, injected environment and mount paths). */
public final class PlatformPaths {
    /** Its config files; {@code DATAOS_CONFIG_DIR}. */
    public static final String CONFIG = "/etc/dataos/config";

    /** Files with values of secrets; {@code DATAOS_SECRET_DIR}. */
    public static final String SECRET = "/etc/dataos/secret";

    /** What is gone with the replica; {@code DATAOS_TEMP_DIR}. */
    public static final String TEMP = "/var/dataos/temp_data";

    /** Below it lie the volumes that outlive the replica. */
    public static final String PERSISTENT = "/var/dataos/persistent_data";

    private PlatformPaths() {}
}
