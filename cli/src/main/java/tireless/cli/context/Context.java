package tireless.cli.context;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import tireless.client.ApiClient;

/**
 * What a command takes from the process that it runs in.
 *
 * @param environment the variables of the calling shell
 * @param user the account's name
 * @param userHome the user's own folder
 */
public record Context(
        Map<String, String> environment,
        String user,
        Path userHome,
        Path workingDirectory,
        InputStream in,
        Terminal terminal) {
    /** The context of this process. */
    public static Context ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Context(
                environment,
                System.getProperty("user.name"),
                Homes.user(environment, Path.of(System.getProperty("user.home"))),
                Path.of("").toAbsolutePath(),
                System.in,
                Terminal.ofProcess(environment));
    }

    /** The API of the server of this home, whether or not one runs. */
    public ApiClient server() {
        return ApiClient.of(state());
    }

    /** The same with another standard input. */
    public Context reading(InputStream input) {
        return new Context(environment, user, userHome, workingDirectory, input, terminal);
    }

    /** Where Tireless keeps its state. */
    public Path state() {
        return Homes.state(environment, userHome);
    }

    /** Where its configuration is. */
    public Path configuration() {
        return Homes.configuration(environment, userHome);
    }
}
