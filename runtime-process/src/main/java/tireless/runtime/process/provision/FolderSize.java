package tireless.runtime.process.provision;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much a folder takes on its disk. By {@code du}: files may have holes, and several names. */
final class FolderSize {
    private static final long KIBI = 1024;

    private FolderSize() {}

    /**
     * In bytes, of the folder's own file system; what vanishes meanwhile is not counted. Empty where it can not be found out.
     *
     * @throws IOException if there is no {@code du}
     */
    static OptionalLong of(Path folder) throws IOException {
        Process process = new ProcessBuilder("du", "-skx", folder.toString())
                .redirectError(Redirect.DISCARD)
                .start();
        try (var said = process.getInputStream()) {
            String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return OptionalLong.of(KIBI * Long.parseLong(text.split("\t", 2)[0].strip()));
        } catch (NumberFormatException unusual) {
            return OptionalLong.empty();
        } catch (InterruptedException closing) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
