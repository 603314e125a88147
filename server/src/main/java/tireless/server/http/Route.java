package tireless.server.http;

import java.util.Set;

/**
 * One route.
 *
 * @param method {@code GET}, {@code POST}, {@code DELETE}
 * @param path with parameters in braces: {@code /api/v1/resources/{type}/{workspace}/{name}}
 * @param query the names of the parameters that it knows; any other is refused
 */
public record Route(String method, String path, Set<String> query, Endpoint endpoint) {
    public Route {
        query = Set.copyOf(query);
    }

    public static Route get(String path, Set<String> query, Endpoint.Reply endpoint) {
        return new Route("GET", path, query, endpoint);
    }

    public static Route stream(String path, Set<String> query, Endpoint.Stream endpoint) {
        return new Route("GET", path, query, endpoint);
    }

    public static Route post(String path, Endpoint.Reply endpoint) {
        return new Route("POST", path, Set.of(), endpoint);
    }

    public static Route delete(String path, Set<String> query, Endpoint.Reply endpoint) {
        return new Route("DELETE", path, query, endpoint);
    }
}
