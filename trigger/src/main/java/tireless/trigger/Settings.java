package tireless.trigger;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of a trigger's keys: of each the first that its sources have and that is not blank, trimmed, else its default. What is asked of
 * it must have been found right by {@link TriggerCheck}.
 */
public final class Settings {
    private static final Set<String> SECRET = Set.of("password", "sentinelPassword", "connection");

    private final Map<String, TriggerKey> keys;
    private final Map<String, String> written;
    private final Set<String> unsure;
    private final Set<String> secrets;

    private Settings(
            Map<String, TriggerKey> keys, Map<String, String> written, Set<String> unsure, Set<String> secrets) {
        this.keys = keys;
        this.written = written;
        this.unsure = unsure;
        this.secrets = secrets;
    }

    /** Everything is known: what a trigger is opened with. */
    public static Settings of(
            List<TriggerKey> keys,
            Map<String, String> metadata,
            Map<String, String> authentication,
            Map<String, String> environment) {
        return read(keys, metadata, authentication, environment);
    }

    /**
     * The metadata alone is known, as for lint.
     *
     * @param authenticated whether there will be a TriggerAuthentication
     */
    public static Settings written(List<TriggerKey> keys, Map<String, String> metadata, boolean authenticated) {
        return read(keys, metadata, authenticated ? null : Map.of(), null);
    }

    private static Settings read(
            List<TriggerKey> keys,
            Map<String, String> metadata,
            @Nullable Map<String, String> authentication,
            @Nullable Map<String, String> environment) {
        Map<String, String> written = new LinkedHashMap<>();
        Set<String> unsure = new HashSet<>();
        Set<String> secrets = new HashSet<>();
        for (TriggerKey key : keys) {
            for (Source source : key.sources()) {
                Optional<String> variable = Optional.ofNullable(metadata.get(key.environmentKey()));
                Optional<String> value = switch (source) {
                    case METADATA -> found(metadata, key.name());
                    case AUTHENTICATION -> found(authentication, key.name());
                    case ENVIRONMENT -> variable.flatMap(name -> found(environment, name.strip()));
                };
                boolean mayCome = switch (source) {
                    case METADATA -> false;
                    case AUTHENTICATION -> authentication == null;
                    case ENVIRONMENT -> environment == null && variable.isPresent();
                };
                if (mayCome) {
                    unsure.add(key.name());
                }
                value.filter(_ -> source != Source.METADATA || SECRET.contains(key.name()))
                        .ifPresent(secrets::add);
                value.ifPresent(text -> written.putIfAbsent(key.name(), text));
            }
        }
        unsure.removeAll(written.keySet());
        Map<String, TriggerKey> byName =
                keys.stream().collect(Collectors.toMap(TriggerKey::name, Function.identity(), (a, _) -> a));
        return new Settings(byName, Map.copyOf(written), Set.copyOf(unsure), Set.copyOf(secrets));
    }

    private static Optional<String> found(@Nullable Map<String, String> values, String name) {
        return Optional.ofNullable(values)
                .flatMap(all -> Optional.ofNullable(all.get(name)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** Whether it is given, so that no default is used. */
    public boolean has(String key) {
        return written.containsKey(key);
    }

    /** Whether it is not written, and may still come from somewhere that is not known yet. */
    public boolean isUnsure(String key) {
        return unsure.contains(key);
    }

    /** Whether it is given, or may be. */
    public boolean mayHave(String key) {
        return has(key) || isUnsure(key);
    }

    /** Values that nobody may be shown: what did not stand in the metadata, and passwords that did. */
    public Set<String> secrets() {
        return secrets;
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(written.get(key)).or(() -> keyOf(key).preset());
    }

    /** The value of a key that is required or has a default. */
    public String the(String key) {
        return text(key).orElseThrow(() -> new IllegalStateException("no value of " + key));
    }

    public long whole(String key) {
        return FormParser.whole(the(key));
    }

    public double number(String key) {
        return FormParser.number(the(key));
    }

    public boolean flag(String key) {
        return text(key).filter(FormParser::flag).isPresent();
    }

    public Optional<Duration> time(String key) {
        return text(key).map(FormParser::time);
    }

    public List<String> items(String key) {
        return text(key).map(FormParser::items).orElse(List.of());
    }

    public Optional<SortedSet<Integer>> ranges(String key) {
        return text(key).map(FormParser::ranges);
    }

    public Map<String, String> pairs(String key) {
        return text(key).map(FormParser::pairs).orElse(Map.of());
    }

    private TriggerKey keyOf(String name) {
        TriggerKey key = keys.get(name);
        if (key == null) {
            throw new IllegalArgumentException("not a key of this trigger: " + name);
        }
        return key;
    }
}
