package tireless.manifest.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tireless.manifest.yaml.Mapping;

/**
 * The attributes of one mapping in a manifest: every name that it may hold is one of them, or another name of one.
 *
 * @param name of the mapping, as a person would say it: no two that occur in one kind of manifest have the same
 */
public record Attributes(String name, List<Attribute<?>> all, List<OtherName> otherNames, List<Rule> rules) {
    /** For mappings whose names the user chooses. */
    static final Attributes NONE = of("names of your own");

    /**
     * Another name of an attribute.
     *
     * @param slip whether it is a wrong name that samples spread: read with a warning
     */
    public record OtherName(String from, String to, boolean slip) {}

    public Attributes {
        all = List.copyOf(all);
        otherNames = List.copyOf(otherNames);
        rules = List.copyOf(rules);
    }

    public static Attributes of(String name, Attribute<?>... all) {
        return new Attributes(name, List.of(all), List.of(), List.of());
    }

    /** These and {@code more}, under another name. */
    Attributes with(String newName, Attribute<?>... more) {
        List<Attribute<?>> joined = new ArrayList<>(all);
        joined.addAll(Arrays.asList(more));
        return new Attributes(newName, joined, otherNames, rules);
    }

    /** {@code from} is an older name of {@code to}. */
    Attributes alias(String from, String to) {
        return otherwise(new OtherName(from, to, false));
    }

    /** {@code from} is a wrong name of {@code to}, read with a warning. */
    Attributes slip(String from, String to) {
        return otherwise(new OtherName(from, to, true));
    }

    Attributes rule(Rule rule) {
        List<Rule> joined = new ArrayList<>(rules);
        joined.add(rule);
        return new Attributes(name, all, otherNames, joined);
    }

    private Attributes otherwise(OtherName other) {
        List<OtherName> joined = new ArrayList<>(otherNames);
        joined.add(other);
        return new Attributes(name, all, joined, rules);
    }

    /** The attribute called {@code attribute} today. */
    public Optional<Attribute<?>> named(String attribute) {
        for (Attribute<?> declared : all) {
            if (declared.name().equals(attribute)) {
                return Optional.of(declared);
            }
        }
        return Optional.empty();
    }

    /** The names of today, in the order of the declaration. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        all.forEach(attribute -> names.add(attribute.name()));
        return names;
    }

    /** The names that {@code mapping} may have; those that are good for nothing are known only where they are written. */
    Set<String> known(Mapping mapping) {
        Set<String> known = useful();
        for (Attribute<?> attribute : all) {
            boolean written = switch (attribute.form()) {
                case Form.Refused() -> mapping.get(attribute.name()).isPresent();
                case Form.Ignored() -> mapping.entry(attribute.name()).isPresent();
                default -> false;
            };
            if (written) {
                known.add(attribute.name());
            }
        }
        return known;
    }

    /** The names of those that have an effect. */
    Set<String> useful() {
        Set<String> names = new LinkedHashSet<>();
        usable().forEach(attribute -> names.add(attribute.name()));
        return names;
    }

    private Stream<Attribute<?>> usable() {
        return all.stream()
                .filter(attribute ->
                        !(attribute.form() instanceof Form.Refused || attribute.form() instanceof Form.Ignored));
    }
}
