package tireless.kubernetes.sight;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import java.time.Instant;
import java.util.Optional;
import tireless.model.Exit;

/** How a container ended, in our words. */
final class Exits {
    private static final int SIGNALLED = 128;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    private Exits() {}

    /** @param going whether its pod was being deleted, so that the signal came from there */
    static Ended of(ContainerStateTerminated state, boolean going) {
        Instant finished = time(state.getFinishedAt()).orElse(Instant.EPOCH);
        return new Ended(exit(state, going), time(state.getStartedAt()).orElse(finished), finished);
    }

    private static Exit exit(ContainerStateTerminated state, boolean going) {
        String reason = Optional.ofNullable(state.getReason()).orElse("");
        String message = Optional.ofNullable(state.getMessage())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(reason);
        int code = Optional.ofNullable(state.getExitCode()).orElse(0);
        return switch (reason) {
            case "OOMKilled" -> new Exit.OutOfMemory();
            case "StartError", "ContainerCannotRun" ->
                new Exit.NotStarted(message + "; see whether the image has that command");
            case "ContainerStatusUnknown" -> new Exit.Unknown(message);
            default ->
                going && (code == SIGNALLED + SIGTERM || code == SIGNALLED + SIGKILL)
                        ? new Exit.Killed(code - SIGNALLED)
                        : new Exit.Status(code);
        };
    }

    static Optional<Instant> time(String text) {
        return Optional.ofNullable(text).filter(t -> !t.isEmpty()).map(Instant::parse);
    }
}
