package tireless.chaos.inject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tireless.api.ReplicaView;
import tireless.api.ResourceView;
import tireless.chaos.schedule.Crew;
import tireless.chaos.schedule.Population;
import tireless.chaos.truth.Birth;
import tireless.chaos.truth.Ledger;
import tireless.chaos.truth.Place;
import tireless.chaos.truth.Processes;
import tireless.chaos.truth.Truth;
import tireless.client.Filter;
import tireless.model.TirelessException;

/** What must hold when the faults are over: all that is desired runs, once; its logs are whole; and all of it can be stopped. */
public final class FinalState {
    /** A roll-out takes a replica after the other, and waits 10 s for each. */
    private static final Duration ALL_RUN = Duration.ofMinutes(2);

    private static final Duration ALL_GONE = Duration.ofSeconds(20);

    /** How many lines of a replica are asked for; not every version has more. */
    private static final int SHOWN = 100_000;

    private static final Pattern LINE = Pattern.compile("(\\S+) +\\| (.*)");

    private final ServerUnderTest server;
    private final Place place;
    private final Population population;
    private final Journal journal;
    private final Patience patience;

    public FinalState(ServerUnderTest server, Place place, Population population, Journal journal, Patience patience) {
        this.server = server;
        this.place = place;
        this.population = population;
        this.journal = journal;
        this.patience = patience;
    }

    /** Waits until all that is desired runs exactly once. What is missing or too much after some time, if anything is. */
    public List<String> awaitAll() {
        Duration since = journal.now();
        boolean all = patience.until(ALL_RUN, () -> wrong().isEmpty());
        if (all) {
            journal.took("all running once", journal.now().minus(since));
            return List.of();
        }
        return wrong();
    }

    private List<String> wrong() {
        try {
            List<String> wrong = new ArrayList<>();
            Map<String, Long> desired = new TreeMap<>();
            for (ResourceView resource : crews()) {
                if (resource.observed().size() != resource.replicas()) {
                    wrong.add("%s has %d replicas, not %d"
                            .formatted(
                                    resource.resource().name(),
                                    resource.observed().size(),
                                    resource.replicas()));
                }
                for (ReplicaView replica : resource.observed()) {
                    desired.put(replica.name(), replica.pid().orElse(0));
                    if (!replica.phase().equals("running") || replica.revision() != resource.revision()) {
                        wrong.add("%s is %s at revision %d of %d: %s"
                                .formatted(
                                        replica.name(),
                                        replica.phase(),
                                        replica.revision(),
                                        resource.revision(),
                                        replica.detail()));
                    }
                }
            }
            compare(desired, wrong);
            return wrong;
        } catch (TirelessException notThere) {
            return List.of(String.valueOf(notThere.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ResourceView> crews() {
        return server.api().resources(Filter.ALL).stream()
                .filter(resource -> resource.resource().type().equals("worker"))
                .toList();
    }

    /** Each replica is one process, by its own word and that of the kernel. */
    private void compare(Map<String, Long> desired, List<String> wrong) throws IOException {
        Map<Long, Birth> births =
                place.newest().stream().collect(Collectors.toMap(Birth::pid, birth -> birth, (one, _) -> one));
        Set<Long> living = new TreeSet<>();
        new Processes(place.root())
                .workers()
                .forEach((attempt, found) -> found.forEach(process -> {
                    living.add(process.pid());
                    if (!desired.containsValue(process.pid())) {
                        wrong.add("process %d of %s is not desired".formatted(process.pid(), attempt));
                    }
                }));
        desired.forEach((name, pid) -> {
            Birth birth = births.get(pid);
            if (!living.contains(pid) || birth == null || !birth.slot().equals(name)) {
                wrong.add("%s has no process".formatted(name));
            }
        });
    }

    /** Compares what `tireless logs` shows of each worker with what that noted. */
    public void compareLogs(Truth truth) throws IOException, InterruptedException {
        Map<String, Ledger> noted = place.ledgers();
        Map<String, List<String>> shown = new TreeMap<>();
        for (Crew crew : population.crews()) {
            ServerUnderTest.Outcome logs = server.call("logs", crew.name(), "--tail", String.valueOf(SHOWN));
            if (logs.status() != 0) {
                journal.broken("`tireless logs %s` fails: %s".formatted(crew.name(), logs.said()));
            }
            logs.said().lines().forEach(text -> {
                Matcher line = LINE.matcher(text);
                // Where there is one replica, nothing stands before its lines.
                boolean named = line.matches();
                shown.computeIfAbsent(named ? line.group(1) : crew.name() + "-0", _ -> new ArrayList<>())
                        .add(named ? line.group(2) : text);
            });
        }
        for (Birth birth : place.newest()) {
            List<String> lines = shown.getOrDefault(birth.slot(), List.of());
            if (new Processes(place.root()).worker(birth).isPresent()) {
                truth.compare(birth, noted, lines, lines.size() >= SHOWN);
            }
        }
    }

    /** Stops the server and its workers. What is left of them after some time, if anything is; it is killed then. */
    public List<String> stopAll() throws IOException, InterruptedException {
        ServerUnderTest.Outcome stopped = server.call("server", "stop", "--workers");
        if (stopped.status() != 0) {
            journal.broken(
                    "`tireless server stop --workers` fails: " + stopped.said().strip());
        }
        Processes processes = new Processes(place.root());
        patience.until(ALL_GONE, () -> processes.living().isEmpty());
        List<Processes.Found> left = processes.living();
        left.forEach(process -> Signals.kill(process.pid()));
        return left.stream()
                .map(process -> process.pid() + " " + process.words())
                .toList();
    }
}
