package tireless.cli.completion;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import tireless.api.ResourceView;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.client.ApiClient;
import tireless.client.Filter;
import tireless.client.ServerAddress;
import tireless.model.TirelessException;

/** {@code __complete KIND [WORD…]}, which scripts of shells call at each Tab: quick, and silent whatever fails. */
public final class CompleteCommand {
    /** What it is called. No other command line begins so. */
    public static final String NAME = "__complete";

    /** Somebody waits with a finger on the key. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Context context;

    public CompleteCommand(Context context) {
        this.context = context;
    }

    /** @param words the kind, and the words before the cursor that are no commands */
    public int call(List<String> words) {
        if (!words.isEmpty()) {
            new LiveCompletion(words.subList(1, words.size()))
                    .of(words.getFirst(), resources())
                    .forEach(context.terminal().out()::println);
            context.terminal().out().flush();
        }
        return ExitStatus.OK;
    }

    private List<ResourceView> resources() {
        try {
            ServerAddress address = ServerAddress.of(context.state());
            return Files.exists(address.socket()) ? new ApiClient(address, PATIENCE).resources(Filter.ALL) : List.of();
        } catch (TirelessException _) {
            // Without a server there is nothing to offer, and no place to say so.
            return List.of();
        }
    }
}
