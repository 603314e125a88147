package tireless.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import tireless.api.Api;
import tireless.api.ChangeView;
import tireless.api.ChangeView.Action;
import tireless.api.Description;
import tireless.api.EventView;
import tireless.api.LogLine;
import tireless.api.ReplicaView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.model.Metadata;
import tireless.model.Power;
import tireless.model.Throughput;

/** Records as a server would send them. */
final class Replies {
    static final ResourceRef PULSE = worker("pulse");
    static final String AT_PULSE = Api.path(PULSE);
    static final String RESOURCES = "GET " + Api.BASE + "/resources";

    private Replies() {}

    static ResourceRef worker(String name) {
        return new ResourceRef("worker", "public", name);
    }

    static ReplicaView replica(String name, boolean ready) {
        return new ReplicaView(
                name,
                new ReplicaView.State(ready ? "running" : "backing-off", ready ? "" : "exited 3 after 4 ms", ready),
                new ReplicaView.Run(
                        ready ? OptionalLong.of(4711) : OptionalLong.empty(),
                        ready ? Optional.of(Instant.EPOCH) : Optional.empty()),
                new ReplicaView.Attempt(2, 3),
                new ReplicaView.Ends(
                        1,
                        ready ? 0 : 4,
                        ready ? Optional.empty() : Optional.of(Instant.now().plusSeconds(30)),
                        Optional.of("exited 3")),
                ready
                        ? new Throughput(
                                OptionalDouble.of(2.5),
                                OptionalLong.of(100),
                                OptionalLong.of(1),
                                OptionalLong.of(7),
                                OptionalLong.empty())
                        : Throughput.UNKNOWN,
                "");
    }

    static ResourceView resource(ResourceRef resource, String status, ReplicaView... replicas) {
        return new ResourceView(
                resource,
                "uid",
                new Metadata("v1beta", Optional.of("A pulse"), Optional.empty(), List.of("a", "b"), "metis", "user"),
                new ResourceView.Accepted(3, Instant.EPOCH, 17),
                new ResourceView.Condition(
                        status,
                        status.equals("active") ? "" : "pulse-1 fails again and again",
                        replicas.length == 0 ? "" : "running:" + replicas.length),
                new ResourceView.Scale(Power.ON, OptionalInt.empty(), replicas.length),
                replicas.length == 0 ? "" : "process",
                List.of(replicas));
    }

    static ResourceView pulse() {
        return resource(PULSE, "active", replica("pulse-0", true));
    }

    static ChangeView change(Action action, ResourceRef resource, int restarts, String text) {
        return new ChangeView(action, resource, "v1beta", List.of(), restarts, 0, 17, text);
    }

    static EventView event(long sequence, String kind, String text) {
        return new EventView(sequence, Instant.EPOCH, PULSE, "uid", OptionalInt.of(0), kind, text);
    }

    static Description description(ResourceView resource) {
        return new Description(
                resource,
                new TreeMap<>(java.util.Map.of("command", "sh -c true", "envs.NAME", "one\ntwo")),
                "name: pulse\n",
                "",
                List.of(event(2, "ready", "is ready"), event(1, "started", "started, pid 4711")),
                List.of(new LogLine("pulse-0", "ping \u001b[31m", Optional.empty())),
                Optional.empty(),
                Optional.empty());
    }
}
