package tireless.cli.spelling;

import java.util.List;
import java.util.stream.Stream;

/** The options of {@code dataos-ctl}; a short name means different ones in different commands. */
enum Flag {
    TYPE("--type", "-t", true),
    NAME("--name", "-n", true),
    VERSION("--version", "-v", true),
    WORKSPACE("--workspace", "-w", true),
    IDENTIFIER("--identifier", "-i", true),
    ID("--id", "", true),
    FILE("--manifestFile", "-f", true),
    NODE("--node", "", true),
    CONTAINER("--container", "-c", true),
    FOLLOW("--follow", "-f", false),
    TAIL("--tailLines", "-l", true),
    RUNNABLE("--includeRunnable", "-r", false),
    LINT("--lint", "-l", false),
    DE_REF("--de-ref", "-d", false),
    RE_RUN("--re-run", "-r", false),
    RECURSIVE("--recursive", "-R", false),
    NO_INTERPOLATION("--disable-interpolation", "", false),
    NO_STACK_RESOLUTION("--disable-resolve-stack", "", false),
    ALL("--all", "-a", false),
    OWNER("--owner", "-o", true),
    DETAILS("--details", "-d", false),
    REFRESH("--refresh", "-r", false),
    REFRESH_RATE("--refreshRate", "", true),
    TAGS("--tags", "", false),
    UNSANITIZE("--unSanitize", "", false),
    YAML("--yaml", "-y", false),
    FORCE("--force", "", false),
    CONFIG_FILE("--configFile", "-c", true),
    RUN_STRING("--run-string", "", true),
    RUN_START_TIMEOUT("--run-start-timeout-duration", "", true),
    RUN_TIMEOUT("--run-timeout-duration", "", true),
    SUCCESS_STRINGS("--success-strings", "", true),
    FAILURE_STRINGS("--failure-strings", "", true),
    STREAM_LOGS("--stream-logs", "", false),
    KEEP_ON_SUCCESS("--do-not-delete-on-success", "", false),
    KEEP_ON_FAILURE("--do-not-delete-on-failure", "", false),
    INSECURE("--tls-allow-insecure", "", false),
    HELP("--help", "-h", false);

    private final String name;
    private final String shortName;
    private final boolean takesValue;

    Flag(String name, String shortName, boolean takesValue) {
        this.name = name;
        this.shortName = shortName;
        this.takesValue = takesValue;
    }

    /** Its names, the long one first. */
    List<String> names() {
        return Stream.of(name, shortName).filter(one -> !one.isEmpty()).toList();
    }

    boolean takesValue() {
        return takesValue;
    }

    @Override
    public String toString() {
        return shortName.isEmpty() ? name : shortName;
    }
}
