package tireless.secret;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import tireless.model.Declaration;
import tireless.model.Metadata;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.Revision;
import tireless.model.SecretProjection;
import tireless.model.SecretValues;
import tireless.model.Uid;
import tireless.plan.DesiredResource;
import tireless.plan.Document;
import tireless.store.Retention;
import tireless.store.Store;
import tireless.store.Write;
import tireless.store.sqlite.SqliteStore;

/** Secrets to seal and to store. */
final class Samples {
    static final ResourceKey DOOR = new ResourceKey(ResourceType.SECRET, "public", "door");
    static final SecretValues CODES = SecretValues.ofTexts(Map.of("code", "open-sesame", "name", "ali"));

    private Samples() {}

    static SqliteStore open(Path file) {
        return SqliteStore.open(file, Path.of("target", "native").toAbsolutePath(), Retention.DEFAULT);
    }

    static Revision revision(ResourceKey key, int number) {
        return revision(key, number, new Declaration(new TreeMap<>()));
    }

    private static Revision revision(ResourceKey key, int number, Declaration declared) {
        return new Revision(key, new Uid("uid-" + key), number, Instant.EPOCH, declared);
    }

    /** Stores the next revision of a secret with its values. */
    static void apply(Store store, Vault vault, ResourceKey key, String type, SecretValues values) {
        Optional<DesiredResource> before = store.desired(key);
        Declaration written = new Declaration(new TreeMap<>(Map.of(key.type().keyword() + ".type", type)));
        Revision next = revision(
                key,
                before.map(resource -> resource.revision().number() + 1).orElse(1),
                DeclaredSecret.with(key, written, vault.fingerprints(key, values)));
        Metadata metadata = new Metadata("v1", Optional.empty(), Optional.empty(), List.of(), "ada", "user");
        store.commit(
                List.of(new Write.Save(new DesiredResource(
                        next,
                        new Document("", metadata),
                        Power.ON,
                        OptionalInt.empty(),
                        before.map(DesiredResource::version).orElse(DesiredResource.NEW)))),
                List.of(),
                List.of(vault.seal(next, values)));
    }

    static SecretProjection use(SecretProjection.Kind kind, String... keys) {
        return new SecretProjection("door", "public", List.of(keys), kind, Optional.empty());
    }
}
