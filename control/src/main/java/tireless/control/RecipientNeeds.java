package tireless.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.problem.Problems;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.secret.DeclaredSecret;
import tireless.secret.StoredSecrets;
import tireless.stack.ResolvedResource;

/** Tells early what recipients of {@code notify} need that is not there, as else it shows when something happens. Pure. */
final class RecipientNeeds {
    private RecipientNeeds() {}

    /** Where a webhook has something from a Secret. */
    private record Use(Scalar secret, Scalar key) {}

    /** The Secrets that webhooks of {@code manifest} name; they need not exist. */
    static List<ResourceKey> named(Manifest manifest, String workspace) {
        return uses(manifest).map(use -> secret(use, workspace)).toList();
    }

    /**
     * A warning for each Secret that is not there, and for each key that one has not.
     *
     * @param secrets those that there will be
     */
    static void secrets(ResolvedResource resource, Map<ResourceKey, DeclaredSecret> secrets, Problems problems) {
        uses(resource.manifest()).forEach(use -> {
            ResourceKey key = secret(use, resource.key().scope());
            Optional<DeclaredSecret> found = Optional.ofNullable(secrets.get(key));
            if (found.filter(secret -> secret.has(use.key().text())).isEmpty()) {
                problems.warning(
                        "missing-secret",
                        found.isEmpty() ? use.secret().at() : use.key().at(),
                        found.map(secret -> StoredSecrets.absent(
                                        secret, Set.of(use.key().text())))
                                .orElse("there is no " + key),
                        "nobody is told in this way until it is there");
            }
        });
    }

    /**
     * A warning for each mail that nobody takes.
     *
     * @param mails whether a server for mail is configured; asked where a mail is to be sent
     */
    static void mails(List<ResolvedResource> resources, BooleanSupplier mails, Problems problems) {
        List<Node> emails = resources.stream()
                .flatMap(resource -> recipients(resource.manifest()))
                .flatMap(recipient -> recipient.get("email").stream())
                .toList();
        if (!emails.isEmpty() && !mails.getAsBoolean()) {
            emails.forEach(email -> problems.warning(
                    "no-mail-server",
                    email.at(),
                    "no server for mail is named, so nobody is told by this mail",
                    "write the section `smtp` of server.yaml, and restart the server"));
        }
    }

    private static ResourceKey secret(Use use, String workspace) {
        return new ResourceKey(ResourceType.SECRET, workspace, use.secret().text());
    }

    private static Stream<Use> uses(Manifest manifest) {
        return recipients(manifest)
                .flatMap(recipient -> recipient.get("webhook").stream())
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .flatMap(webhook -> Stream.of("urlFrom", "headersFrom").flatMap(from -> webhook.get(from).stream()))
                .flatMap(from -> from instanceof Sequence list ? list.items().stream() : Stream.of(from))
                .flatMap(from -> use(from).stream());
    }

    private static Optional<Use> use(Node from) {
        return from instanceof Mapping fields
                        && fields.get("secretName").orElse(from) instanceof Scalar secret
                        && fields.get("key").orElse(from) instanceof Scalar key
                ? Optional.of(new Use(secret, key))
                : Optional.empty();
    }

    private static Stream<Mapping> recipients(Manifest manifest) {
        return manifest instanceof WorkerManifest worker ? worker.recipients().stream() : Stream.of();
    }
}
