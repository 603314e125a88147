package tireless.manifest.kind;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A TCP port of a Service or of a stack.
 *
 * @param name empty for the port of {@code servicePort}
 * @param number from 1 to 65535
 * @param target the port that the process listens at, where it is another one
 */
public record ServicePort(Optional<String> name, int number, OptionalInt target) {}
