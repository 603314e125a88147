package tireless.gotemplate.function;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tireless.gotemplate.parse.KnownFunctions;

/** The functions that a template may call. Immutable. */
public final class Functions implements KnownFunctions {
    private final Map<String, Definition> definitions;

    private Functions(Map<String, Definition> definitions) {
        this.definitions = Map.copyOf(definitions);
    }

    /** Those of the language itself. */
    public static Functions builtIn() {
        return new Functions(BuiltIns.all());
    }

    /**
     * Those of the language, of Sprig and of DataOS, with `toYaml` and `toJson`. Where Sprig and the language have the same name, Sprig's
     * is called: its `slice` cuts lists only.
     *
     * @param clock what `now` reads
     * @param zone of the dates where the template names none
     */
    public static Functions standard(InstantSource clock, ZoneId zone) {
        Map<String, Definition> all = new TreeMap<>(BuiltIns.all());
        all.putAll(StringFunctions.all());
        all.putAll(SplitFunctions.all());
        all.putAll(NumberFunctions.all());
        all.putAll(RangeFunctions.all());
        all.putAll(DefaultFunctions.all());
        all.putAll(ListFunctions.all());
        all.putAll(MapFunctions.all());
        all.putAll(TypeFunctions.all());
        all.putAll(EncodingFunctions.all());
        all.putAll(PathFunctions.all());
        all.putAll(DateFunctions.all(clock, zone));
        all.putAll(DataFunctions.all());
        return new Functions(all);
    }

    /** These and one more, which replaces one of the same name. */
    public Functions with(String name, Signature signature, TemplateFunction body) {
        Map<String, Definition> more = new TreeMap<>(definitions);
        more.put(name, new Definition(signature, body, Definition.Evaluation.ALL));
        return new Functions(more);
    }

    /** @throws IllegalArgumentException if there is none; a parsed template names only those that {@link #refusal} lets pass */
    public Definition definition(String name) {
        Definition definition = definitions.get(name);
        if (definition == null) {
            throw new IllegalArgumentException("there is no function `%s`".formatted(name));
        }
        return definition;
    }

    @Override
    public Optional<String> refusal(String name) {
        return definitions.containsKey(name)
                ? Optional.empty()
                : Optional.of(RefusedFunctions.reason(name)
                        .map(reason -> "`%s` is refused: %s".formatted(name, reason))
                        .orElse("there is no function `%s`".formatted(name)));
    }
}
