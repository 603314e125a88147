package tireless.runtime.process.account;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tireless.runtime.process.namespace.Unshare;

/** What this machine knows of accounts, wherever it has that from (nsswitch.conf(5)), by {@code getent}. It is asked each time. */
final class NameService {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NOT_FOUND = 2;
    private static final int NUMBER = 2;

    /** What came of asking. */
    sealed interface Answer {
        /** @param fields of its line, as in passwd(5) and group(5) */
        record Known(List<String> fields) implements Answer {
            /** The number of the user or the group. */
            long number() {
                return Long.parseLong(fields.get(NUMBER));
            }
        }

        record Unknown() implements Answer {}

        /** @param cause why that can not be known now, and what to do, for people */
        record Silent(String cause) implements Answer {}
    }

    /** Who has this name or number in {@code passwd} or {@code group}, which has so many fields. */
    Answer ask(String database, String key, int fields) throws IOException {
        Optional<Path> getent = Unshare.program("getent");
        if (getent.isEmpty()) {
            return new Answer.Silent(
                    "there is no program getent on this machine: install it, with the C library's tools");
        }
        Process asked = new ProcessBuilder(getent.get().toString(), database, key)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(Redirect.DISCARD)
                .start();
        CompletableFuture<Process> over = asked.onExit().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        var _ = over.exceptionally(_ -> asked.destroyForcibly());
        try (var said = asked.getInputStream()) {
            String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            int status = asked.waitFor();
            List<String> found = List.of(text.lines().findFirst().orElse("").split(":", -1));
            if (status == 0 && found.size() >= fields) {
                return new Answer.Known(found);
            }
            return status == NOT_FOUND
                    ? new Answer.Unknown()
                    : new Answer.Silent(
                            "the machine does not say who that is (getent: exit status %d)".formatted(status));
        } catch (InterruptedException interrupted) {
            asked.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Answer.Silent("interrupted");
        }
    }
}
