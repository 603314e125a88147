package tireless.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tireless.cli.context.Context;
import tireless.cli.context.Terminal;
import tireless.client.ServerAddress;
import tireless.testing.server.ScriptedServer;

/** A home with a scripted server, in which commands are called as users call them. */
final class Sandbox implements AutoCloseable {
    /** What a command said, and how it ended. */
    record Outcome(int status, String out, String err) {}

    final ScriptedServer server;
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private boolean asks;

    Sandbox(Path home) {
        this.home = home;
        this.server = new ScriptedServer(home.resolve(ServerAddress.SOCKET));
        environment.put("TIRELESS_HOME", home.toString());
    }

    /** Somebody sits at the terminal, and will type this. */
    Sandbox answering(String typed) {
        input = typed;
        asks = true;
        return this;
    }

    /** The standard input has this. */
    Sandbox piping(String text) {
        input = text;
        asks = false;
        return this;
    }

    Sandbox with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Outcome tireless(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        int status = execute(stream, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        stream.flush();
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The same with the output elsewhere. */
    int tireless(PrintStream out, String... arguments) {
        return execute(out, new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), arguments);
    }

    private int execute(PrintStream out, PrintStream err, String... arguments) {
        Terminal terminal = new Terminal(out, err, false, false, asks);
        Context context = new Context(
                environment,
                "metis",
                home,
                home,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                terminal);
        return Main.execute(context, arguments);
    }

    @Override
    public void close() {
        server.close();
    }
}
