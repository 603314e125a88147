package tireless.reconcile;

import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.AttemptId;
import tireless.model.Probe;
import tireless.model.Revision;
import tireless.model.RunSpec;
import tireless.reconcile.decide.ReplicaState;
import tireless.runtime.ProbeRequest;
import tireless.runtime.StartRequest;

/** Turns an assignment into the request for one start: adds what differs from replica to replica. */
final class StartRequests {
    private StartRequests() {}

    static StartRequest of(ReplicaState replica, Revision revision) {
        return new StartRequest(
                new AttemptId(replica.slot(), replica.attempt()), Notes.of(replica, revision), run(replica, revision));
    }

    /** The request for one run of a probe beside it. */
    static ProbeRequest probe(ReplicaState replica, Revision revision, Probe probe) {
        return new ProbeRequest(
                new AttemptId(replica.slot(), replica.attempt()),
                run(replica, revision),
                probe.command(),
                probe.timeout());
    }

    private static RunSpec run(ReplicaState replica, Revision revision) {
        RunSpec run = revision.workload().run();
        SortedMap<String, String> environment = new TreeMap<>(run.environment());
        environment.put("DATAOS_UID", revision.uid().value());
        environment.put("DATAOS_REPLICA", Integer.toString(replica.slot().ordinal()));
        revision.workload()
                .stall()
                .watchdog()
                .ifPresent(
                        interval -> environment.putIfAbsent("WATCHDOG_USEC", Long.toString(interval.toNanos() / 1000)));
        return run.withEnvironment(environment);
    }
}
