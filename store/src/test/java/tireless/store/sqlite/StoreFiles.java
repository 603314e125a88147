package tireless.store.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import tireless.model.Declaration;
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
import tireless.store.Retention;
import tireless.store.SealedSecret;
import tireless.store.Store;
import tireless.store.Write;

/** Opens stores in test folders, and makes resources for them. */
final class StoreFiles {
    static final Path LIBRARIES = Path.of("target", "native").toAbsolutePath();

    private static final Metadata METADATA =
            new Metadata("v1beta", Optional.of("Title"), Optional.empty(), List.of("a", "b"), "ada", "user");

    private StoreFiles() {}

    static SqliteStore open(Path file) {
        return SqliteStore.open(file, LIBRARIES, Retention.DEFAULT);
    }

    static ResourceKey key(String name) {
        return ResourceKey.worker("public", name);
    }

    static DesiredResource worker(String name, int number) {
        RunSpec run = new RunSpec(
                List.of("pulse", "--number", Integer.toString(number)),
                Path.of("/srv"),
                new TreeMap<>(),
                Limits.NONE,
                StopPolicy.DEFAULT);
        Workload workload = new Workload(
                Lifetime.PERPETUAL,
                3,
                "process:1.0",
                run,
                RestartPolicy.DEFAULT,
                new StallPolicy(Optional.of(Duration.ofMinutes(1)), Optional.empty()));
        Revision revision = new Revision(
                key(name), new Uid("uid-" + name), number, Instant.parse("2026-03-01T12:00:00.123456789Z"), workload);
        return new DesiredResource(
                revision,
                new Document("name: " + name + "\n", METADATA),
                Power.ON,
                OptionalInt.empty(),
                DesiredResource.NEW);
    }

    static DesiredResource secret(String name) {
        Revision revision = new Revision(
                new ResourceKey(ResourceType.SECRET, "public", name),
                new Uid("uid-" + name),
                1,
                Instant.parse("2026-03-01T12:00:00Z"),
                new Declaration(new TreeMap<>()));
        return new DesiredResource(
                revision,
                new Document("name: " + name + "\n", METADATA),
                Power.ON,
                OptionalInt.empty(),
                DesiredResource.NEW);
    }

    static SealedSecret sealed(String name, String content) {
        Revision revision = secret(name).revision();
        return new SealedSecret(revision.key(), revision.uid(), 1, content);
    }

    /** Commits the revision {@code number} of each name at once. */
    static void save(Store store, int number, String... names) {
        store.commit(List.of(names).stream()
                .<Write>map(name -> new Write.Save(worker(name, number)
                        .withVersion(store.desired(key(name))
                                .map(DesiredResource::version)
                                .orElse(DesiredResource.NEW))))
                .toList());
    }
}
