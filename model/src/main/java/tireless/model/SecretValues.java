package tireless.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The values of a secret by their keys. Its text has the keys alone, so none gets into a log or an error by accident. */
public final class SecretValues {
    private final SortedMap<String, byte[]> values;

    public SecretValues(Map<String, byte[]> values) {
        this.values = new TreeMap<>();
        values.forEach((key, value) -> this.values.put(key, value.clone()));
    }

    /** The values as texts in UTF-8. */
    public static SecretValues ofTexts(Map<String, String> texts) {
        return new SecretValues(texts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getBytes(StandardCharsets.UTF_8))));
    }

    public SortedSet<String> keys() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(values.keySet()));
    }

    /** @throws IllegalArgumentException if there is no such key */
    public byte[] bytes(String key) {
        byte[] value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no such key: " + key);
        }
        return value.clone();
    }

    /** The value of {@code key}, as a text in UTF-8; what is none is read as far as it is one. */
    public String text(String key) {
        return new String(bytes(key), StandardCharsets.UTF_8);
    }

    /** Those of {@code wanted} alone. */
    public SecretValues only(Set<String> wanted) {
        return new SecretValues(values.entrySet().stream()
                .filter(entry -> wanted.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretValues that
                && values.keySet().equals(that.values.keySet())
                && values.keySet().stream().allMatch(key -> Arrays.equals(values.get(key), that.values.get(key)));
    }

    @Override
    public int hashCode() {
        return values.keySet().hashCode();
    }

    @Override
    public String toString() {
        return "SecretValues" + values.keySet();
    }
}
