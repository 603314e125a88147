package tireless.manifest.kind;

import java.util.Optional;

/**
 * How a Service is reached from outside.
 *
 * @param path begins with a slash
 * @param stripPath whether the path is taken off before a request is passed on
 * @param appDetailSpec JSON text, for the tile of an application
 * @param apiDetailSpec JSON text
 */
public record Ingress(
        Optional<Boolean> enabled,
        Optional<String> path,
        Optional<Boolean> stripPath,
        Optional<Boolean> noAuthentication,
        Optional<String> appDetailSpec,
        Optional<String> apiDetailSpec) {}
