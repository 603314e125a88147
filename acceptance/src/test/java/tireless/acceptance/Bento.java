package tireless.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The program {@code bento} that a sandbox's server finds: a stand-in, and a real one where the PATH has it. */
final class Bento {
    /** With this name in it, a program of the PATH is meant. */
    private static final String STAND_IN = "stand-in";

    private Bento() {}

    static Stream<String> engines() {
        List<String> engines = new ArrayList<>(List.of(STAND_IN));
        Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "bento"))
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(real -> engines.add(real.toString()));
        return engines.stream();
    }

    static boolean isStandIn(String engine) {
        return engine.equals(STAND_IN);
    }

    /** Puts one of them into a folder that is the first of the PATH of what is started from now on. */
    static void install(String engine, Sandbox sandbox) {
        Path programs = sandbox.folder("programs");
        Path program = programs.resolve("bento");
        try {
            if (!isStandIn(engine)) {
                Files.createSymbolicLink(program, Path.of(engine));
            } else {
                try (InputStream script = Bento.class.getResourceAsStream("bento-stand-in.py")) {
                    Files.copy(Objects.requireNonNull(script), program);
                }
                if (!program.toFile().setExecutable(true)) {
                    throw new AssertionError("cannot make " + program + " executable");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sandbox.with("PATH", programs + ":" + System.getenv("PATH"));
    }
}
