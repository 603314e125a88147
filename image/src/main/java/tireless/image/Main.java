package tireless.image;

import java.io.IOException;
import java.nio.file.Path;

/** The program: {@code JDK LIB WORK TAR NAME}. */
public final class Main {
    private static final int ARGUMENTS = 5;

    private Main() {}

    /**
     * @param arguments the folder of a JDK with jlink, that of the distribution's jars, one to work in which is made anew, the archive to write, and the name of the image
     * @throws IOException if the image can not be made, with what it failed at
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != ARGUMENTS) {
            throw new IllegalArgumentException("to be called with JDK LIB WORK TAR NAME");
        }
        Path work = Path.of(arguments[2]).toAbsolutePath();
        // Also what Jib keeps of layers: it knows them by the times of their files, which are all the same.
        Folders.delete(work);
        ImageRoot root = new ImageRoot(work.resolve("root"));
        root.fill(Path.of(arguments[0]), Path.of(arguments[1]));
        new ImageArchive(root, work.resolve("cache")).write(Path.of(arguments[3]), arguments[4]);
    }
}
