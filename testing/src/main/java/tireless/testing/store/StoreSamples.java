package tireless.testing.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import tireless.model.Declaration;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Lifetime;
import tireless.model.Limits;
import tireless.model.Metadata;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.RestartPolicy;
import tireless.model.Revision;
import tireless.model.RunSpec;
import tireless.model.StallPolicy;
import tireless.model.StopPolicy;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.plan.DesiredResource;
import tireless.plan.Document;

/** Resources and events to fill a store with. */
public final class StoreSamples {
    /** With nanoseconds, as clocks give them. */
    public static final Instant START = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private StoreSamples() {}

    public static Workload workload(int replicas, String... command) {
        return new Workload(
                Lifetime.PERPETUAL,
                replicas,
                "process:1.0",
                new RunSpec(
                        List.of(command),
                        Path.of("/srv/pulse"),
                        new TreeMap<>(Map.of("LOG_LEVEL", "INFO")),
                        new Limits(OptionalLong.of(64 << 20), OptionalLong.empty()),
                        StopPolicy.DEFAULT),
                RestartPolicy.DEFAULT,
                new StallPolicy(Optional.of(Duration.ofMinutes(1)), Optional.empty()));
    }

    /** Revision {@code number} of a worker that is not stored yet. */
    public static DesiredResource worker(String name, String uid, int number) {
        Revision revision = new Revision(
                ResourceKey.worker("public", name),
                new Uid(uid),
                number,
                START.plusSeconds(number),
                workload(3, "pulse", "--revision", Integer.toString(number)));
        return new DesiredResource(
                revision,
                document("name: " + name + "\n# " + number + "\n"),
                Power.ON,
                OptionalInt.empty(),
                DesiredResource.NEW);
    }

    public static Document document(String text) {
        return new Document(
                text, new Metadata("v1beta", Optional.of("Title"), Optional.empty(), List.of("a", "b"), "ada", "user"));
    }

    /** A resource of which nothing runs. */
    public static DesiredResource declared(String name, String uid, Map<String, String> fields) {
        ResourceKey key = new ResourceKey(ResourceType.SERVICE, "public", name);
        Revision revision = new Revision(key, new Uid(uid), 1, START, new Declaration(new TreeMap<>(fields)));
        return new DesiredResource(
                revision, document("name: " + name), Power.ON, OptionalInt.empty(), DesiredResource.NEW);
    }

    /** Revision {@code number} of a secret that is not stored yet. */
    public static DesiredResource secret(int number) {
        Revision revision = new Revision(
                new ResourceKey(ResourceType.SECRET, "public", "door"),
                new Uid("s1"),
                number,
                START.plusSeconds(number),
                new Declaration(new TreeMap<>(Map.of("secret.data.code", "**** " + number))));
        return new DesiredResource(
                revision, document("name: door"), Power.ON, OptionalInt.empty(), DesiredResource.NEW);
    }

    /** The state that follows {@code before} by one revision. */
    public static DesiredResource next(DesiredResource before) {
        DesiredResource next = worker(
                before.key().name(),
                before.revision().uid().value(),
                before.revision().number() + 1);
        return new DesiredResource(
                next.revision(), next.document(), before.power(), before.scaledTo(), before.version());
    }

    public static Event event(String name, int second, Happening happening) {
        return new Event(
                START.plusSeconds(second),
                ResourceKey.worker("public", name),
                new Uid("u-" + name),
                OptionalInt.of(0),
                happening);
    }
}
