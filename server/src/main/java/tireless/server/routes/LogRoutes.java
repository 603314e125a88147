package tireless.server.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tireless.api.ErrorReply;
import tireless.api.LogLine;
import tireless.control.Inventory;
import tireless.control.InventoryItem;
import tireless.engine.Engine;
import tireless.engine.LogQuery;
import tireless.engine.LogSubscription;
import tireless.engine.Observation;
import tireless.engine.ReplicaLine;
import tireless.engine.Subscription;
import tireless.engine.UnreadOutput;
import tireless.json.Form;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.TirelessException;
import tireless.server.http.Call;
import tireless.server.http.Outflow;
import tireless.server.http.Route;

/** What replicas write, line by line. */
public final class LogRoutes {
    private static final String LINES = "application/x-ndjson";
    /** Of the machine, and of a cluster. */
    private static final Pattern POSITION = Pattern.compile("\\d+\\.\\d+\\.\\d+|[-0-9a-fA-F]+/\\d+/[-+:.TZ0-9]*/\\d+");

    private static final int BACK = 100;
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);
    /** What is read as fast as its reader takes it. */
    private static final Duration NO_HURRY = Duration.ofMinutes(10);

    private final Inventory inventory;
    private final Engine engine;

    public LogRoutes(Inventory inventory, Engine engine) {
        this.inventory = inventory;
        this.engine = engine;
    }

    public List<Route> routes() {
        return List.of(Route.stream(
                ResourceRoutes.ONE + "/logs", Set.of("back", "since", "after", "follow", "replica"), this::open));
    }

    private Subscription open(Call call, Outflow out) {
        ResourceKey key = call.key();
        Optional<Instant> since = call.time("since");
        int usual = since.isPresent() ? Integer.MAX_VALUE : BACK;
        LogQuery query = new LogQuery(
                call.number("back", usual, 0, Integer.MAX_VALUE),
                since,
                call.text("after").map(LogRoutes::positions).orElse(Map.of()),
                call.flag("follow"));
        Optional<String> replica = call.text("replica").map(word -> replica(key, word));
        InventoryItem item = inventory.get(key);
        if (!item.desired().revision().runs()) {
            throw Call.usage("nothing runs of %s, so it writes nothing".formatted(key));
        }
        return query.follow() ? follow(key, query, replica, out) : show(item, query, replica, out);
    }

    private Subscription show(InventoryItem item, LogQuery query, Optional<String> replica, Outflow out) {
        ResourceKey key = item.desired().key();
        replica.ifPresent(name -> refuseAbsent(item, name));
        out.begin(LINES);
        try {
            if (item.observed().isPresent()) {
                List<UnreadOutput> unread = engine.logs(key, query, line -> write(line, replica, out))
                        .drain(NO_HURRY);
                if (!unread.isEmpty()) {
                    throw new UncheckedIOException(
                            new IOException("not all was read in %d minutes".formatted(NO_HURRY.toMinutes())));
                }
            }
            out.end();
        } catch (UncheckedIOException unreadable) {
            fail(refusal(unreadable, key), out);
        } catch (TirelessException refused) {
            fail(refused, out);
        }
        return () -> {};
    }

    private Subscription follow(ResourceKey key, LogQuery query, Optional<String> replica, Outflow out) {
        LogSubscription logs;
        try {
            logs = engine.logs(key, query, line -> write(line, replica, out));
        } catch (UncheckedIOException unreadable) {
            throw refusal(unreadable, key);
        }
        logs.whenFailed(unreadable -> fail(refusal(unreadable, key), out));
        Runnable finish = () -> {
            try {
                var _ = logs.drain(LAST_WORDS);
                out.end();
            } catch (UncheckedIOException unreadable) {
                fail(refusal(unreadable, key), out);
            }
        };
        Subscription removal = engine.observe(observation -> {
            if (isRemoval(observation, key)) {
                Thread.ofVirtual().name("last lines of " + key).start(finish);
            }
        });
        out.begin(LINES);
        if (engine.status(key).isEmpty()) {
            // It went before anybody listened for that.
            finish.run();
        }
        return () -> {
            removal.close();
            logs.close();
        };
    }

    /** The last line of a log that can not be read on says so: to ask again would not help. */
    private static void fail(TirelessException refused, Outflow out) {
        Form error = Form.empty().with("error", ErrorReply.of(refused).form());
        var _ = out.write(error.write() + "\n");
        out.end();
    }

    private TirelessException refusal(UncheckedIOException unreadable, ResourceKey key) {
        Optional<Revision> runs =
                inventory.find(key).map(item -> item.desired().revision()).filter(Revision::runs);
        return TirelessException.failed(unreadable.getMessage() + "; " + LogAdvice.of(runs), unreadable);
    }

    static LogLine line(ReplicaLine line) {
        return new LogLine(line.replica(), line.text(), Optional.of(line.position()), line.removed());
    }

    /** {@code pulse-0@12.0.3456,pulse-1@3.0.0}. */
    private static Map<String, String> positions(String text) {
        Map<String, String> positions = new HashMap<>();
        for (String one : text.split(",", -1)) {
            int at = one.indexOf('@');
            // Checked before the reply begins, in which nothing can be refused any more.
            if (at <= 0 || !POSITION.matcher(one.substring(at + 1)).matches()) {
                throw Call.usage(
                        "`after` must be replicas with positions, as `pulse-0@12.0.3456`, not `%s`".formatted(one));
            }
            positions.put(one.substring(0, at), one.substring(at + 1));
        }
        return positions;
    }

    private static boolean isRemoval(Observation observation, ResourceKey key) {
        return observation instanceof Observation.Happened(var event)
                && event.resource().equals(key)
                && event.happening() instanceof Happening.Removed;
    }

    private static void write(ReplicaLine line, Optional<String> replica, Outflow out) {
        if (replica.map(line.replica()::equals).orElse(true)) {
            // A line that nobody takes any more needs no one to be told.
            var _ = out.write(line(line).form().write() + "\n");
        }
    }

    /** The name of a replica that is given by its name or by its ordinal. */
    private static String replica(ResourceKey key, String word) {
        return word.matches("[0-9]{1,9}") ? key.name() + "-" + Integer.parseInt(word) : word;
    }

    private static void refuseAbsent(InventoryItem item, String name) {
        List<String> names = item.observed().map(ResourceStatus::observed).orElse(List.of()).stream()
                .map(replica -> replica.slot().replica())
                .toList();
        if (!names.contains(name)) {
            String there = names.isEmpty()
                    ? "there are none"
                    : names.stream().collect(Collectors.joining(", ", "there are ", ""));
            throw new TirelessException(
                    TirelessException.Code.NOT_FOUND, false, "there is no replica `%s`; %s".formatted(name, there));
        }
    }
}
