package tireless.cli.context;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import tireless.cli.presence.Presence;
import tireless.cli.voice.Voice;
import tireless.client.ApiClient;
import tireless.client.ServerAddress;

/**
 * What a command takes from the process that it runs in.
 *
 * @param environment the variables of the calling shell
 * @param user the account's name
 * @param userHome the user's own folder
 * @param voice how commands speak to people
 */
public record Context(
        Map<String, String> environment,
        String user,
        Path userHome,
        Path workingDirectory,
        InputStream in,
        Terminal terminal,
        Voice voice) {
    /** The name under which the program answers as {@code dataos-ctl} does. */
    public static final String DATAOS_CTL = "dataos-ctl";

    /** A context in which commands speak plainly. */
    public Context(
            Map<String, String> environment,
            String user,
            Path userHome,
            Path workingDirectory,
            InputStream in,
            Terminal terminal) {
        this(environment, user, userHome, workingDirectory, in, terminal, voice("tireless", terminal));
    }

    /** The context of this process. */
    public static Context ofProcess() {
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.ofProcess(environment);
        return new Context(
                environment,
                System.getProperty("user.name"),
                Homes.user(environment, Path.of(System.getProperty("user.home"))),
                Path.of("").toAbsolutePath(),
                System.in,
                terminal,
                voice(System.getProperty("tireless.name", ""), terminal));
    }

    /** @param program the name by which it was called */
    public static Voice voice(String program, Terminal terminal) {
        return new Voice(
                program.equals(DATAOS_CTL) ? Voice.Style.DATAOS : Voice.Style.PLAIN,
                terminal.err(),
                terminal.live(),
                terminal.colour(),
                InstantSource.system(),
                ZoneId::systemDefault);
    }

    /** The API of the server of this home, whether or not one runs; one that is coming is waited for. */
    public ApiClient server() {
        return server(ApiClient.PATIENCE);
    }

    /** @param patience how long the server may be silent before it counts as unreachable */
    public ApiClient server(Duration patience) {
        Path home = state();
        return new ApiClient(
                ServerAddress.of(home), patience, () -> Presence.of(home).coming(home));
    }

    /** The same with another standard input. */
    public Context reading(InputStream input) {
        return new Context(environment, user, userHome, workingDirectory, input, terminal, voice);
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
