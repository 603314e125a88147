package tireless.server;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tireless.api.BackupRequest;
import tireless.api.BackupView;
import tireless.api.ServerView;
import tireless.api.StopRequest;

/**
 * What only the process around the server knows and can do.
 *
 * @param version of the program
 * @param about the server itself
 * @param stop begins to end the process; called once its answer is sent, on a thread that may block
 * @param log lines for those who run the server; called by many threads
 * @param backup makes a backup of the store
 */
public record ServerProcess(
        String version,
        Supplier<ServerView> about,
        Consumer<StopRequest> stop,
        Consumer<String> log,
        Function<BackupRequest, BackupView> backup) {}
