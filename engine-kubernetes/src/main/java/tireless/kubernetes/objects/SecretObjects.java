package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.SecretHandover;
import tireless.model.SecretValues;

/** The Secrets of a workload: those of which the values are known. */
final class SecretObjects {
    private SecretObjects() {}

    static List<Secret> of(Wanted wanted) {
        List<Secret> secrets = new ArrayList<>();
        Optional<SecretHandover> values = wanted.supplies().secrets();
        boolean fixed = ObjectNames.followValues(wanted);
        values.map(SecretHandover::variables)
                .flatMap(variables -> ObjectNames.variables(wanted)
                        .map(name -> secret(wanted, name, "Opaque", fixed, encodedTexts(variables))))
                .ifPresent(secrets::add);
        values.map(SecretHandover::files)
                .flatMap(files ->
                        ObjectNames.files(wanted).map(name -> secret(wanted, name, "Opaque", fixed, encoded(files))))
                .ifPresent(secrets::add);
        wanted.supplies()
                .pull()
                .flatMap(pull -> ObjectNames.pull(wanted)
                        .map(name -> secret(wanted, name, "kubernetes.io/dockerconfigjson", false, encoded(all(pull)))))
                .ifPresent(secrets::add);
        return secrets;
    }

    /** One with the values of one of ours; it is changed where it is when these change. */
    static Secret of(Wanted wanted, String name, SecretValues values) {
        return secret(wanted, name, "Opaque", false, encoded(all(values)));
    }

    private static Secret secret(Wanted wanted, String name, String type, boolean fixed, Map<String, String> data) {
        return new SecretBuilder()
                .withMetadata(wanted.marks().meta(name))
                .withType(type)
                .withImmutable(fixed ? Boolean.TRUE : null)
                .withData(data)
                .build();
    }

    private static SortedMap<String, byte[]> all(SecretValues values) {
        SortedMap<String, byte[]> all = new TreeMap<>();
        values.keys().forEach(key -> all.put(key, values.bytes(key)));
        return all;
    }

    private static Map<String, String> encodedTexts(Map<String, String> texts) {
        SortedMap<String, byte[]> bytes = new TreeMap<>();
        texts.forEach((key, text) -> bytes.put(key, text.getBytes(StandardCharsets.UTF_8)));
        return encoded(bytes);
    }

    private static Map<String, String> encoded(SortedMap<String, byte[]> values) {
        Map<String, String> encoded = new TreeMap<>();
        values.forEach((key, value) -> encoded.put(key, Base64.getEncoder().encodeToString(value)));
        return encoded;
    }
}
