package tireless.server.view;

import java.util.SortedMap;
import java.util.TreeMap;
import tireless.manifest.problem.Redaction;
import tireless.model.Spec;
import tireless.plan.FieldChange;
import tireless.plan.SpecDifference;

/** What is desired of a resource, field by field, as it may be shown over a shoulder. */
public final class SafeFields {
    private static final String VARIABLES = "run.environment.";

    private SafeFields() {}

    /** By path; values that look secret are stars. */
    public static SortedMap<String, String> of(Spec spec) {
        SortedMap<String, String> safe = new TreeMap<>();
        SpecDifference.fields(spec).forEach((path, value) -> safe.put(path, Redaction.value(name(path), value)));
        return safe;
    }

    /** The same of one field that differs. */
    static FieldChange of(FieldChange change) {
        String name = name(change.path());
        return new FieldChange(
                change.path(),
                change.from().map(value -> Redaction.value(name, value)),
                change.to().map(value -> Redaction.value(name, value)));
    }

    /** What the value is called; where it stands says nothing of whether it is secret. */
    private static String name(String path) {
        return path.startsWith(VARIABLES)
                ? path.substring(VARIABLES.length())
                : path.substring(path.lastIndexOf('.') + 1);
    }
}
