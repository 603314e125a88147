package tireless.secret;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.SecretProjection;
import tireless.model.SecretValues;
import tireless.model.TirelessException;
import tireless.plan.DesiredResource;
import tireless.runtime.SecretSource;
import tireless.store.SealedSecret;
import tireless.store.Store;

/** The secrets of a store, as they are desired at the moment. Safe for use by many threads. */
public record StoredSecrets(Store store, Vault vault) implements SecretSource {
    @Override
    public Answer open(SecretProjection projection) {
        try {
            Optional<DesiredResource> found = projection.candidates().stream()
                    .flatMap(key -> present(key).stream())
                    .findFirst();
            return found.isPresent() ? open(found.get(), projection) : new Answer.Missing(absent(projection));
        } catch (TirelessException refused) {
            return new Answer.Missing(String.valueOf(refused.getMessage()));
        }
    }

    /**
     * All values of a secret that is desired, as it was applied.
     *
     * @throws TirelessException NOT_FOUND where there is none; FAILED where its values can not be read
     */
    public SecretValues values(ResourceKey key) {
        return present(key)
                .map(this::values)
                .orElseThrow(
                        () -> new TirelessException(TirelessException.Code.NOT_FOUND, false, "there is no " + key));
    }

    private Optional<DesiredResource> present(ResourceKey key) {
        return store.desired(key).filter(resource -> resource.power() != Power.REMOVED);
    }

    /** Of a projection whose secret is not there, what people are told. */
    public static String absent(SecretProjection projection) {
        return "there is no secret `%s`, neither in the workspace `%s` nor of the instance"
                .formatted(projection.name(), projection.workspace());
    }

    private Answer open(DesiredResource resource, SecretProjection projection) {
        DeclaredSecret declared =
                DeclaredSecret.of(resource.key(), resource.revision().spec()).orElseThrow();
        SecretValues values = values(resource);
        Set<String> missing = declared.missing(projection);
        return missing.isEmpty()
                ? new Answer.Opened(chosen(declared, projection, values))
                : new Answer.Missing(absent(declared, missing));
    }

    /** Of keys that a secret has not, what people are told. */
    public static String absent(DeclaredSecret declared, Set<String> missing) {
        return "%s has no key %s"
                .formatted(
                        declared.key(),
                        missing.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")));
    }

    private SecretValues values(DesiredResource resource) {
        SealedSecret sealed = store.secrets()
                .find(resource.revision())
                .orElseThrow(() -> TirelessException.failed(
                        "the values of %s are not kept: apply it again".formatted(resource.key())));
        return vault.open(sealed);
    }

    private static SecretValues chosen(DeclaredSecret declared, SecretProjection projection, SecretValues values) {
        Set<String> wanted = declared.wanted(projection);
        if (!declared.isFolded() || !wanted.contains(declared.folded())) {
            return values.only(wanted);
        }
        if (projection.kind() == SecretProjection.Kind.PROP_FILE) {
            return values;
        }
        Map<String, byte[]> chosen = new HashMap<>();
        values.only(wanted).keys().forEach(key -> chosen.put(key, values.bytes(key)));
        chosen.put(declared.folded(), properties(values));
        return new SecretValues(chosen);
    }

    /** As {@link java.util.Properties} reads them; a value that is no text has its very bytes there, escaped as a text is. */
    private static byte[] properties(SecretValues values) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String key : values.keys()) {
            all.writeBytes((key + "=").getBytes(StandardCharsets.UTF_8));
            // One character a byte: what is escaped is ASCII.
            String value = new String(values.bytes(key), StandardCharsets.ISO_8859_1);
            all.writeBytes((escaped(value) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        return all.toByteArray();
    }

    private static String escaped(String value) {
        String text = value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\f", "\\f");
        return text.startsWith(" ") ? "\\" + text : text;
    }
}
