package tireless.cli.target;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tireless.api.ResourceRef;
import tireless.client.ApiClient;
import tireless.client.Filter;
import tireless.model.TirelessException;

/** Where a resource is not found, others of its name may be what was meant. */
public final class Elsewhere {
    private Elsewhere() {}

    /** What {@code ask} gives for the resource; that it is not found is said with where resources of that name are. */
    public static <T> T or(ApiClient server, ResourceRef resource, Function<ResourceRef, T> ask) {
        try {
            return ask.apply(resource);
        } catch (TirelessException refused) {
            if (refused.code() != TirelessException.Code.NOT_FOUND) {
                throw refused;
            }
            String others = others(server, resource);
            throw others.isEmpty()
                    ? refused
                    : new TirelessException(
                            refused.code(), false, "%s; there is %s".formatted(refused.getMessage(), others), refused);
        }
    }

    private static String others(ApiClient server, ResourceRef resource) {
        Filter byName = new Filter(
                Optional.empty(), Optional.empty(), Optional.of(resource.name()), Optional.empty(), Optional.empty());
        return server.resources(byName).stream()
                .map(other -> other.resource())
                .filter(other -> !other.equals(resource))
                .map(other -> "%s (%s/%s%s)"
                        .formatted(
                                other,
                                other.type(),
                                other.name(),
                                other.workspace().equals("-") ? "" : " -w " + other.workspace()))
                .collect(Collectors.joining(", "));
    }
}
