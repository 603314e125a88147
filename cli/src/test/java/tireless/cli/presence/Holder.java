package tireless.cli.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import tireless.cli.plane.LockFile;

/** Holds a home as a server does, until it is killed. */
public final class Holder {
    private Holder() {}

    /** A process that does so when this returns; the caller ends it. */
    public static Process start(Path home) throws IOException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(holder.inputReader().readLine()).isEqualTo("holds");
        return holder;
    }

    public static void main(String[] arguments) throws IOException {
        try (LockFile lock = LockFile.open(Path.of(arguments[0]).resolve(Presence.LOCK))) {
            if (lock.tryLock(Presence.USE)) {
                lock.sign();
                new PrintStream(new FileOutputStream(FileDescriptor.out), true).println("holds");
            }
            int _ = System.in.read();
        }
    }
}
