package tireless.chaos.inject;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tireless.api.ApplyRequest;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.api.RevisionView;
import tireless.api.SourceView;
import tireless.chaos.schedule.Crew;
import tireless.chaos.schedule.Order;
import tireless.chaos.schedule.Population;
import tireless.chaos.truth.Cause;
import tireless.chaos.truth.Wish;
import tireless.chaos.truth.Wishes;
import tireless.client.ApiClient;
import tireless.client.ApplyResult;
import tireless.model.Power;
import tireless.model.TirelessException;

/** Sends the commands of clients, and knows what may be desired after them. */
public final class Clients {
    private static final Pattern ROUND = Pattern.compile("CHAOS_ROUND: \"?(\\d+)");

    private final ServerUnderTest server;
    private final Disk disk;
    private final Journal journal;
    private final Manifests manifests;
    private final Map<String, Wishes> wishes;

    public Clients(ServerUnderTest server, Disk disk, Journal journal, Manifests manifests, Population population) {
        this.server = server;
        this.disk = disk;
        this.journal = journal;
        this.manifests = manifests;
        this.wishes = new TreeMap<>(population.crews().stream().collect(Collectors.toMap(Crew::name, Wishes::new)));
    }

    private Wishes wishes(String crew) {
        return Optional.ofNullable(wishes.get(crew)).orElseThrow();
    }

    /** Sends a command, and takes down what came of it. One crew gets one command at a time. */
    public void send(Order order) {
        Wishes known = wishes(order.crew());
        synchronized (known) {
            Duration from = journal.now();
            journal.note("client: " + order);
            Optional<String> wrong = Optional.empty();
            try {
                carryOut(order, known.crew());
                wrong = known.answered(order);
                journal.injected("command: " + order.kind());
            } catch (TirelessException failure) {
                journal.note("client: " + order.kind() + " " + order.crew() + ": " + failure.getMessage());
                if (failure.code() == TirelessException.Code.UNREACHABLE || disk.wasFull(from)) {
                    known.unanswered(order);
                    journal.injected("command: " + order.kind() + ", cut off");
                } else {
                    wrong = known.refused(order, String.valueOf(failure.getMessage()));
                }
            }
            journal.cause(new Cause.Ordered(order, from, journal.now()));
            wrong.ifPresent(journal::broken);
        }
    }

    private void carryOut(Order order, Crew crew) {
        ApiClient api = server.api();
        ResourceRef resource = resource(order.crew());
        switch (order) {
            case Order.Apply apply -> apply(api, List.of(manifests.of(crew, apply.round())));
            case Order.Scale scale -> api.scale(resource, scale.replicas());
            case Order.Pause _ -> api.pause(resource);
            case Order.Resume _ -> api.resume(resource);
            case Order.Restart _ -> api.restart(resource);
            case Order.Delete _ -> api.delete(List.of(resource), false, false);
        }
    }

    private void apply(ApiClient api, List<SourceView> sources) {
        ApplyRequest request =
                new ApplyRequest(sources, new TreeMap<>(), Optional.empty(), false, true, false, "chaos", Map.of());
        if (api.apply(request) instanceof ApplyResult.Stale stale) {
            throw TirelessException.failed(stale.message());
        }
    }

    static ResourceRef resource(String crew) {
        return new ResourceRef("worker", "public", crew);
    }

    /** Compares what the server says is desired with what may be. */
    public void check() {
        for (Wishes known : wishes.values()) {
            synchronized (known) {
                try {
                    known.observed(observe(known.crew())).ifPresent(journal::broken);
                } catch (TirelessException cutOff) {
                    journal.note("check of " + known.crew().name() + ": " + cutOff.getMessage());
                }
            }
        }
    }

    /** Asks for what makes all of it run. */
    public void wantAll() {
        for (Wishes known : wishes.values()) {
            known.wanting().forEach(this::send);
        }
    }

    private Wish observe(Crew crew) {
        ApiClient api = server.api();
        ResourceView view;
        try {
            view = api.resource(resource(crew.name()));
        } catch (TirelessException failure) {
            if (failure.code() == TirelessException.Code.NOT_FOUND) {
                return Wish.NOTHING;
            }
            throw failure;
        }
        if (view.power() == Power.REMOVED || view.status().equals("deleted")) {
            return Wish.NOTHING;
        }
        int round = api.history(resource(crew.name())).stream()
                .filter(RevisionView::current)
                .map(revision -> round(revision.manifest()))
                .findFirst()
                .orElse(0);
        return new Wish(true, round, view.scaledTo().orElse(crew.replicas()), view.power() == Power.ON);
    }

    private static int round(String manifest) {
        Matcher round = ROUND.matcher(manifest);
        return round.find() ? Integer.parseInt(round.group(1)) : 0;
    }
}
