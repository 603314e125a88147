package tireless.runtime.process.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whom files are given to.
 *
 * @param user its number
 * @param group the number of its group
 */
public record Owner(long user, long group) {
    /** Gives it a file or a folder, and nothing that is in that; a link itself, and not what it leads to. */
    public void take(Path file) throws IOException {
        // Numbers above the highest of an int are negative there, and the kernel reads them as they are meant.
        Files.setAttribute(file, "unix:uid", (int) user, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", (int) group, LinkOption.NOFOLLOW_LINKS);
    }

    /** Gives it a folder with all that is in it, in which nobody else may change anything meanwhile. */
    public void takeAll(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.toList();
        }
        for (Path file : all) {
            take(file);
        }
    }

    /** Who has a file. */
    public static Owner of(Path file) throws IOException {
        return new Owner(number(file, "unix:uid"), number(file, "unix:gid"));
    }

    private static long number(Path file, String attribute) throws IOException {
        Object number = Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS);
        return Integer.toUnsignedLong(((Number) number).intValue());
    }
}
