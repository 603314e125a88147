package tireless.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of this machine that must succeed. */
final class Command {
    private Command() {}

    /** What it wrote. */
    static String run(Path folder, List<String> words) throws IOException, InterruptedException {
        Process process = start(folder, words, Map.of());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("%s ended with %d: %s".formatted(String.join(" ", words), status, said));
        }
        return said;
    }

    static Process start(Path folder, List<String> words, Map<String, String> variables) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(variables);
        return builder.start();
    }
}
