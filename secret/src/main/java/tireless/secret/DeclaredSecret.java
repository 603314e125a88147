package tireless.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tireless.model.Declaration;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.SecretProjection;
import tireless.model.SecretProjection.Kind;
import tireless.model.Spec;

/**
 * What a revision of a secret says of its values, without them. Pure.
 *
 * @param fingerprints by the keys of the values; empty where a program that keeps no values has accepted it
 */
public record DeclaredSecret(ResourceKey key, String type, SortedMap<String, String> fingerprints) {
    /** A secret of this type is handed over as one text of properties. */
    private static final String FOLDED = "key-value-properties";

    private static final String STARS = "**** ";
    private static final String DATA = ".data.";

    /** Of {@code key}; empty where it is no secret. */
    public static Optional<DeclaredSecret> of(ResourceKey key, Spec spec) {
        if (!key.type().isSecret() || !(spec instanceof Declaration(var fields))) {
            return Optional.empty();
        }
        String section = key.type().keyword();
        SortedMap<String, String> fingerprints = new TreeMap<>();
        fields.forEach((path, value) -> {
            if (path.startsWith(section + DATA) && value.startsWith(STARS)) {
                fingerprints.put(path.substring((section + DATA).length()), value.substring(STARS.length()));
            }
        });
        return Optional.of(new DeclaredSecret(key, fields.getOrDefault(section + ".type", ""), fingerprints));
    }

    /** {@code declared}, with a fingerprint of each value in the place of what was written of it. */
    public static Declaration with(ResourceKey key, Declaration declared, SortedMap<String, String> fingerprints) {
        String section = key.type().keyword();
        SortedMap<String, String> fields = new TreeMap<>(declared.fields());
        fields.keySet().removeIf(path -> path.startsWith(section + DATA));
        fingerprints.forEach((name, print) -> fields.put(section + DATA + name, STARS + print));
        return new Declaration(fields);
    }

    /** What all pairs as one text are called: DataOS names it so. */
    String folded() {
        return key.type() == ResourceType.SECRET ? key.scope() + "_" + key.name() : key.name();
    }

    boolean isFolded() {
        return type.equals(FOLDED);
    }

    /** The keys that a projection means; those of {@link #folded} among them where it means the one text. */
    Set<String> wanted(SecretProjection projection) {
        if (!projection.keys().isEmpty()) {
            return new LinkedHashSet<>(projection.keys());
        }
        return isFolded() && projection.kind() != Kind.PROP_FILE ? Set.of(folded()) : fingerprints.keySet();
    }

    /** Of {@link #wanted}, what this secret has not. */
    public Set<String> missing(SecretProjection projection) {
        return wanted(projection).stream()
                .filter(name -> !fingerprints.containsKey(name) && !(isFolded() && name.equals(folded())))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether one of its values has this key. */
    public boolean has(String name) {
        return fingerprints.containsKey(name);
    }

    /** Another one where other values are handed over; empty where there is nothing to hand over. */
    public Optional<String> fingerprint(SecretProjection projection) {
        if (fingerprints.isEmpty() || !missing(projection).isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>(List.of(key.toString(), Boolean.toString(isFolded())));
        boolean all = isFolded() && wanted(projection).contains(folded());
        fingerprints.forEach((name, print) -> {
            if (all || wanted(projection).contains(name)) {
                parts.add(name + "=" + print);
            }
        });
        return Optional.of(digest(String.join("\n", parts)));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
