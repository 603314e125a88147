package tireless.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tireless.model.TirelessException;

/** A file that a command writes for its caller. */
public final class TextFile {
    private TextFile() {}

    /** @throws TirelessException where it can not be written, with the reason */
    public static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw TirelessException.failed("cannot write %s: %s".formatted(file, TirelessException.reason(e)), e);
        }
    }
}
