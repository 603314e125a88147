package tireless.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The descriptors of this process, for a C library that cannot close them in a new one. */
final class OpenDescriptors {
    private static final NativeCall MARK_ALL = NativeCall.system("close_range", 436);
    private static final int ALL = -1;
    private static final int ONLY_ON_EXEC = 4;
    private static final NativeCall FCNTL = NativeCall.returningInt("fcntl");
    private static final int SET_DESCRIPTOR_FLAGS = 2;
    private static final int CLOSE_ON_EXEC = 1;
    private static final int FIRST = 3;
    private static final Path OWN = Path.of("/proc/self/fd");

    private OpenDescriptors() {}

    /** Sees to it that all but standard input, output and error end at an exec. */
    static void closeOnExec() throws IOException {
        try {
            MARK_ALL.call(FIRST, ALL, ONLY_ON_EXEC);
        } catch (SystemCallException before) {
            oneByOne();
        }
    }

    /** For a kernel before 5.11. */
    private static void oneByOne() throws IOException {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(OWN)) {
            for (Path descriptor : descriptors) {
                int number = Integer.parseInt(descriptor.getFileName().toString());
                if (number >= FIRST) {
                    setFlag(number);
                }
            }
        }
    }

    private static void setFlag(int number) {
        try {
            FCNTL.call(number, SET_DESCRIPTOR_FLAGS, CLOSE_ON_EXEC);
        } catch (SystemCallException closedMeanwhile) {
            // Another thread was done with it.
        }
    }
}
