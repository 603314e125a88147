package tireless.store.text;

import tireless.json.Form;
import tireless.model.Declaration;
import tireless.model.Spec;
import tireless.model.Workload;

/** The stored form of a {@link Spec}; what {@link WorkloadText} says of it holds here too. */
public final class SpecText {
    private static final String FIELDS = "declared";

    private SpecText() {}

    public static String write(Spec spec) {
        return switch (spec) {
            case Workload workload -> WorkloadText.write(workload);
            case Declaration(var fields) -> Form.empty().with(FIELDS, fields).write();
        };
    }

    /** @throws IllegalArgumentException if the text is not such a form, or of a version that is not known */
    public static Spec read(String text) {
        Form form = Form.read(text);
        return form.has(FIELDS) ? new Declaration(form.textsByName(FIELDS)) : WorkloadText.read(text);
    }
}
