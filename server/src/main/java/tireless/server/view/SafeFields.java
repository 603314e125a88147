package tireless.server.view;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tireless.manifest.problem.Redaction;
import tireless.model.Spec;
import tireless.plan.FieldChange;
import tireless.plan.SpecDifference;

/** What is desired of a resource, field by field, as it may be shown over a shoulder. */
public final class SafeFields {
    private static final Pattern FINGERPRINT = Pattern.compile("'\\*{4} [0-9a-f]{16}'");
    private static final String VARIABLES = "run.environment.";

    private SafeFields() {}

    /** By path; values that look secret are stars. */
    public static SortedMap<String, String> of(Spec spec) {
        SortedMap<String, String> safe = new TreeMap<>();
        SpecDifference.fields(spec).forEach((path, value) -> safe.put(path, shown(name(path), value)));
        return safe;
    }

    /** The same of one field that differs. */
    static FieldChange of(FieldChange change) {
        String name = name(change.path());
        return new FieldChange(
                change.path(),
                change.from().map(value -> shown(name, value)),
                change.to().map(value -> shown(name, value)));
    }

    /** What stands for the value of a secret is shown, so that it is seen to change. */
    private static String shown(String name, String value) {
        return FINGERPRINT.matcher(value).matches() ? value : Redaction.value(name, value);
    }

    /** What the value is called; where it stands says nothing of whether it is secret. */
    private static String name(String path) {
        return path.startsWith(VARIABLES)
                ? path.substring(VARIABLES.length())
                : path.substring(path.lastIndexOf('.') + 1);
    }
}
