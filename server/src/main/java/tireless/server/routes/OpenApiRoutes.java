package tireless.server.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;

/** The description of all routes, for programs (OpenAPI 3.1). */
public final class OpenApiRoutes {
    private static final String FILE = "/tireless/server/openapi.json";
    private static final String VERSION = "@version@";

    private final String version;

    /** @param version of the program */
    public OpenApiRoutes(String version) {
        this.version = version;
    }

    public List<Route> routes() {
        return List.of(Route.get("/openapi.json", Set.of(), this::document));
    }

    private Answer document(Call call) {
        try (InputStream in = OpenApiRoutes.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not part of this build");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Answer.text(200, Answer.JSON, text.replace(VERSION, version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
