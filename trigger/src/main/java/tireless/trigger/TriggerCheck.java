package tireless.trigger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What is wrong with the keys of a trigger: unknown, missing, refused, of the wrong form, or not going together. */
public final class TriggerCheck {
    /** What every trigger may have beside its own keys: KEDA ignores them as well. */
    private static final Set<String> IGNORED = Set.of("metricName", "triggerName");

    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(4);

    private final TriggerType type;
    private final Settings settings;

    private TriggerCheck(TriggerType type, Settings settings) {
        this.type = type;
        this.settings = settings;
    }

    /** All problems. Pure. Whether keys go together is asked only where each by itself is right. */
    public static List<TriggerProblem> problems(TriggerType type, Settings settings, Map<String, String> metadata) {
        return new TriggerCheck(type, settings).problems(metadata);
    }

    private List<TriggerProblem> problems(Map<String, String> metadata) {
        List<TriggerProblem> problems = new ArrayList<>();
        metadata.keySet().stream().flatMap(this::unknown).forEach(problems::add);
        for (TriggerKey key : type.keys()) {
            ofKey(key, metadata).ifPresent(problems::add);
        }
        problems.addAll(type.flaws(settings));
        if (problems.stream().noneMatch(TriggerProblem::isError)) {
            problems.addAll(type.contradictions(settings));
        }
        return problems;
    }

    private Stream<TriggerProblem> unknown(String written) {
        Set<String> known = names();
        if (known.contains(written)) {
            return Stream.empty();
        }
        if (type.keys().stream().anyMatch(key -> key.name().equals(written))) {
            return Stream.of(TriggerProblem.warning(
                    "trigger-key-ignored",
                    written,
                    "`" + written + "` is read from a TriggerAuthentication alone",
                    "name one by `authenticationRef`, and give it there"));
        }
        if (IGNORED.contains(written)) {
            return Stream.of(TriggerProblem.warning(
                    "trigger-key-ignored", written, "`" + written + "` has no effect", "remove it"));
        }
        String hint = known.stream()
                .filter(name -> edits(written, name) >= 0)
                .min(Comparator.comparingInt((String name) -> edits(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> "did you mean `" + name + "`?")
                .orElseGet(() -> "known: " + known.stream().sorted().collect(Collectors.joining(", ")));
        return Stream.of(TriggerProblem.warning(
                "unknown-trigger-key", written, "`" + type.name() + "` has no key `" + written + "`", hint));
    }

    private static int edits(String written, String name) {
        return DISTANCE.apply(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    private Set<String> names() {
        return type.keys().stream()
                .flatMap(key -> Stream.concat(
                        key.comesFrom(Source.METADATA) ? Stream.of(key.name()) : Stream.empty(),
                        key.comesFrom(Source.ENVIRONMENT) ? Stream.of(key.environmentKey()) : Stream.empty()))
                .collect(Collectors.toSet());
    }

    private Optional<TriggerProblem> ofKey(TriggerKey key, Map<String, String> metadata) {
        if (!settings.has(key.name())) {
            return key.required() && !settings.isUnsure(key.name()) ? Optional.of(missing(key)) : Optional.empty();
        }
        Optional<TriggerProblem> refused = key.refused()
                .map(why -> TriggerProblem.error(
                        "unsupported-trigger-key",
                        key.name(),
                        "`" + key.name() + "` can not be used: " + why,
                        "remove it"));
        return refused.or(() -> FormParser.wrong(key.form(), settings.the(key.name()))
                .map(why -> TriggerProblem.error(
                        "bad-trigger-value",
                        key.name(),
                        "`" + key.name() + "` " + why + shown(key, metadata),
                        key.description())));
    }

    private TriggerProblem missing(TriggerKey key) {
        List<String> ways = new ArrayList<>();
        if (key.comesFrom(Source.METADATA)) {
            ways.add("add `" + key.name() + "` to the metadata");
        }
        if (key.comesFrom(Source.ENVIRONMENT)) {
            ways.add("name a variable that has it by `" + key.environmentKey() + "`");
        }
        if (key.comesFrom(Source.AUTHENTICATION)) {
            ways.add("give it by a TriggerAuthentication");
        }
        return TriggerProblem.error(
                "missing-trigger-key",
                key.name(),
                "`" + type.name() + "` needs `" + key.name() + "`: " + key.description(),
                String.join(", or ", ways));
    }

    /** What is wrong is shown only where it stands in the manifest anyway. */
    private static String shown(TriggerKey key, Map<String, String> metadata) {
        String value = metadata.getOrDefault(key.name(), "").strip();
        // An account and its password may stand before it, a token behind it, and anything in a header.
        boolean open =
                !value.contains("@") && SecretText.inAddress(value).isEmpty() && !(key.form() instanceof Form.Pairs);
        return key.comesFrom(Source.METADATA) && open && !value.isEmpty() && value.length() <= 60
                ? ", not `" + value + "`"
                : "";
    }
}
