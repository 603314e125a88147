package tireless.chaos.inject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import tireless.api.ReplicaView;
import tireless.api.ResourceView;
import tireless.api.ServerView;
import tireless.chaos.schedule.Variant;
import tireless.chaos.truth.Birth;
import tireless.chaos.truth.Place;
import tireless.chaos.truth.Processes;
import tireless.client.Filter;
import tireless.model.TirelessException;

/** Waits until a server is back and knows every worker that lives. */
public final class ServerReturn {
    /** A busy machine is slow; a server that never comes back is what is looked for. */
    private static final Duration BACK = Duration.ofSeconds(60);

    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration BY_ITSELF = Duration.ofSeconds(3);

    private final ServerUnderTest server;
    private final Place place;
    private final Journal journal;
    private final Patience patience;

    public ServerReturn(ServerUnderTest server, Place place, Journal journal, Patience patience) {
        this.server = server;
        this.place = place;
        this.journal = journal;
        this.patience = patience;
    }

    /** The process of the next server, as soon as there is one; it may not answer yet. */
    OptionalLong awaitNext(long gone) {
        Processes processes = new Processes(place.root());
        AtomicLong next = new AtomicLong();
        patience.until(BACK, () -> {
            processes.living().stream()
                    .filter(found -> found.isServer() && found.pid() != gone)
                    .forEach(found -> next.set(found.pid()));
            return next.get() > 0;
        });
        return next.get() > 0 ? OptionalLong.of(next.get()) : OptionalLong.empty();
    }

    /** Waits until another server than {@code gone} answers; if nothing is left that could become one, starts it by hand. */
    void awaitBack(long gone, Duration since) throws IOException, InterruptedException {
        if (!patience.until(BACK, () -> isBack(gone) || isNobodyLeft())) {
            journal.broken("no server came back within " + BACK + " after process " + gone);
        }
        if (isBack(gone)) {
            journal.took("server back", journal.now().minus(since));
        } else {
            journal.injected("nothing was left to bring the server back: started by hand");
            startByHand();
        }
        awaitAdoption(since);
    }

    /** Starts a server as a user does. */
    public void startByHand() throws IOException, InterruptedException {
        ServerUnderTest.Outcome started = server.call("server", "start");
        if (started.status() != 0 && server.view().isEmpty()) {
            journal.broken("`tireless server start` fails: " + started.said().strip());
        }
    }

    /** Waits until a server answers, as after the last fault. */
    public void ensureThere() throws IOException, InterruptedException {
        if (!patience.until(BACK, () -> server.view().isPresent())) {
            journal.broken("no server answers when the faults are over");
            startByHand();
        }
    }

    private boolean isBack(long gone) {
        return server.view().map(ServerView::pid).filter(pid -> pid != gone).isPresent();
    }

    private boolean isNobodyLeft() {
        return !server.isThereAny() && !patience.until(BY_ITSELF, server::isThereAny);
    }

    /** Waits until every worker that lives is known to the server: by its process number, or as one that is being stopped. */
    void awaitAdoption(Duration since) {
        if (patience.until(LONG, () -> strangers().isEmpty())) {
            journal.took("workers adopted", journal.now().minus(since));
            return;
        }
        journal.note("not known to the server after %d s: %s".formatted(LONG.toSeconds(), strangers()));
        if (patience.until(BACK, () -> strangers().isEmpty())) {
            journal.took("workers adopted", journal.now().minus(since));
        } else {
            journal.broken("the server does not know workers that live: " + strangers());
        }
    }

    private List<String> strangers() {
        try {
            List<ResourceView> resources = server.api().resources(Filter.ALL);
            Set<Long> known = resources.stream()
                    .flatMap(resource -> resource.observed().stream())
                    .flatMap(replica -> replica.pid().stream().boxed())
                    .collect(Collectors.toSet());
            Set<String> stopping = resources.stream()
                    .flatMap(resource -> resource.observed().stream())
                    .filter(replica -> replica.phase().equals("stopping"))
                    .map(ReplicaView::name)
                    .collect(Collectors.toSet());
            return living().stream()
                    .map(Living::birth)
                    .filter(birth -> !known.contains(birth.pid()) && !stopping.contains(birth.slot()))
                    .map(birth -> birth + " beside " + shown(resources, birth.crew()))
                    .toList();
        } catch (TirelessException notYet) {
            return List.of(String.valueOf(notYet.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(List<ResourceView> resources, String crew) {
        return resources.stream()
                .filter(resource -> resource.resource().name().equals(crew))
                .map(resource -> resource.condition() + " " + resource.observed())
                .findFirst()
                .orElse("nothing");
    }

    /** The workers that live now, with their processes. */
    List<Living> living() throws IOException {
        Processes processes = new Processes(place.root());
        return place.newest().stream()
                .flatMap(birth -> processes.worker(birth).map(found -> new Living(birth, found)).stream())
                .toList();
    }

    /** One of the workers that live; {@code pick} says which. */
    Optional<Living> living(int pick) throws IOException {
        List<Living> all = living();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(pick % all.size()));
    }

    /** One of those that behave so. */
    Optional<Living> living(int pick, Variant variant) throws IOException {
        List<Living> all = living().stream()
                .filter(worker -> worker.process().words().contains("worker.sh " + variant.word() + " "))
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(pick % all.size()));
    }

    /** A worker that lives. */
    record Living(Birth birth, Processes.Found process) {}
}
