package tireless.cli.apply;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tireless.api.ChangeView;
import tireless.api.EventView;
import tireless.api.ReplicaView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.cli.context.Terminal;
import tireless.cli.output.Age;
import tireless.cli.output.Cell;
import tireless.cli.output.EventLines;
import tireless.cli.output.LiveLines;
import tireless.cli.output.Reasons;
import tireless.cli.output.ReplicaTable;
import tireless.client.ApiClient;
import tireless.client.Filter;
import tireless.client.Watch;
import tireless.model.TirelessException;

/** Waits until what was applied is ready, and shows how it gets there: drawn on a terminal, line by line on standard error elsewhere. */
final class ReadyWait {
    /** How often states are asked for beside what the watch tells. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private sealed interface News {
        record Happened(EventView event) implements News {}

        record Changed(ResourceView resource) implements News {}

        record Said(String text) implements News {}
    }

    private final ApiClient server;
    private final Terminal terminal;
    private final Map<ResourceRef, ChangeView> awaited = new LinkedHashMap<>();
    private final Map<ResourceRef, ResourceView> states = new HashMap<>();
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private final OptionalLong after;
    private final boolean draws;
    private final LiveLines live;
    private final EventLines lines;
    private long heard;

    /**
     * @param after the sequence of the last event before the change
     * @param forPeople whether standard output is theirs, so that it may be drawn on
     */
    ReadyWait(ApiClient server, Terminal terminal, List<ChangeView> awaited, OptionalLong after, boolean forPeople) {
        this.server = server;
        this.after = after;
        this.terminal = terminal;
        awaited.forEach(change -> this.awaited.put(change.resource(), change));
        this.draws = terminal.live() && forPeople;
        this.live = new LiveLines(terminal.out());
        this.lines = new EventLines(ZoneId.systemDefault(), Instant.now(), terminal.colour());
    }

    /** Whether everything is ready within {@code limit}, and no roll-out halted. */
    boolean await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long lookAt = System.nanoTime();
        try (Watch watch = server.watch(Filter.ALL, after)) {
            Thread.ofVirtual().name("watch").start(() -> run(watch));
            while (true) {
                if (System.nanoTime() - lookAt >= 0) {
                    look();
                    lookAt = System.nanoTime() + LOOK_AGAIN.toNanos();
                }
                if (isReady()) {
                    catchUp();
                    outcomes().forEach(this::say);
                    return true;
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return failed("not ready after " + Age.of(limit));
                }
                News next = news.poll(Math.min(left, lookAt - System.nanoTime()), TimeUnit.NANOSECONDS);
                switch (next) {
                    case null -> {
                        // Time to look again, or to give up.
                    }
                    case News.Changed(ResourceView resource) -> state(resource);
                    case News.Said(String text) -> terminal.err().println("tireless: " + text);
                    case News.Happened(EventView event) -> {
                        show(event);
                        if (awaited.containsKey(event.resource())
                                && event.kind().equals("rolloutHalted")) {
                            look();
                            return failed("the roll-out halted");
                        }
                    }
                }
            }
        }
    }

    private void run(Watch watch) {
        try {
            watch.run(new Watch.Observer() {
                @Override
                public void happened(EventView event) {
                    news.add(new News.Happened(event));
                }

                @Override
                public void changed(ResourceView resource) {
                    news.add(new News.Changed(resource));
                }

                @Override
                public void gone(ResourceRef resource) {
                    // The next look finds out.
                }

                @Override
                public void lost(String why) {
                    news.add(new News.Said(why + "; waiting for the server to come back"));
                }

                @Override
                public void back() {
                    news.add(new News.Said("the server is back"));
                }
            });
        } catch (TirelessException refused) {
            news.add(new News.Said(String.valueOf(refused.getMessage())));
        }
    }

    /** Asks for the states themselves: they are the truth, and what the watch tells comes only with a change. */
    private void look() {
        for (ResourceRef resource : awaited.keySet()) {
            try {
                state(server.resource(resource));
            } catch (TirelessException refused) {
                if (refused.code() != TirelessException.Code.UNREACHABLE) {
                    throw refused;
                }
                return;
            }
        }
    }

    private void state(ResourceView resource) {
        if (awaited.containsKey(resource.resource())) {
            states.put(resource.resource(), resource);
            draw();
        }
    }

    private boolean isReady() {
        return awaited.entrySet().stream().allMatch(entry -> {
            ResourceView state = states.get(entry.getKey());
            return state != null && Readiness.isReady(state, entry.getValue());
        });
    }

    private void draw() {
        if (draws) {
            live.draw(ReplicaTable.of(replicas(), Instant.now()).lines(terminal.colour()));
        }
    }

    private List<ReplicaView> replicas() {
        List<ReplicaView> replicas = new ArrayList<>();
        awaited.keySet().forEach(resource -> {
            ResourceView state = states.get(resource);
            if (state != null) {
                replicas.addAll(state.observed());
            }
        });
        return replicas;
    }

    /** Shows what happened up to now: that it is ready may be known before how it came to be. */
    private void catchUp() throws InterruptedException {
        long newest = server.events(1).stream()
                .mapToLong(EventView::sequence)
                .findFirst()
                .orElse(0);
        while (!draws && heard < newest) {
            News next = news.poll(LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            if (next instanceof News.Happened(EventView event)) {
                show(event);
            }
        }
    }

    private void show(EventView event) {
        heard = event.sequence();
        if (!draws && awaited.containsKey(event.resource())) {
            say(lines.of(event));
        }
    }

    private void say(String text) {
        terminal.err().println(text);
    }

    private boolean failed(String why) {
        terminal.err().println("tireless: " + why + ":");
        awaited.forEach((resource, change) -> {
            ResourceView state = states.get(resource);
            if (state == null || !Readiness.isReady(state, change)) {
                terminal.err().println("  " + (state == null ? resource + " is not known" : open(state)));
            }
        });
        return false;
    }

    private static String open(ResourceView state) {
        String why = Reasons.of(state, Instant.now());
        return "%s: %d of %d replicas ready%s; see `tireless describe %s/%s -w %s`"
                .formatted(
                        state.resource(),
                        state.ready(),
                        state.replicas(),
                        why.isEmpty() ? "" : ", " + Cell.of(why).text(),
                        state.resource().type(),
                        state.resource().name(),
                        state.resource().workspace());
    }

    /** What has come true of each: what does not run is not called ready. */
    private List<String> outcomes() {
        Map<String, List<String>> byWord = new TreeMap<>(Comparator.reverseOrder());
        awaited.keySet()
                .forEach(resource -> byWord.computeIfAbsent(word(resource), _ -> new ArrayList<>())
                        .add(resource.toString()));
        return byWord.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .toList();
    }

    private String word(ResourceRef resource) {
        ResourceView state = states.get(resource);
        if (state == null || state.runtime().isEmpty()) {
            return state == null || state.reason().isEmpty() ? "kept" : "kept, for " + state.reason();
        }
        return switch (state.power()) {
            case ON -> "ready";
            case PAUSED -> "paused";
            case STOPPED -> "stopped";
            case REMOVED -> "deleted";
        };
    }
}
