package tireless.api;

import java.util.Locale;
import tireless.json.Form;
import tireless.model.Location;
import tireless.model.Problem;
import tireless.model.Problem.Severity;

/** The written form of a {@link Problem}. */
public final class ProblemView {
    private ProblemView() {}

    public static Form form(Problem problem) {
        return Form.empty()
                .with("severity", problem.severity().name().toLowerCase(Locale.ROOT))
                .with("code", problem.code())
                .with("source", problem.location().source())
                .with("line", problem.location().line())
                .with("column", problem.location().column())
                .with("message", problem.message())
                .withText("hint", problem.hint());
    }

    public static Problem read(Form form) {
        return new Problem(
                form.text("severity").equals("warning") ? Severity.WARNING : Severity.ERROR,
                form.text("code"),
                new Location(form.text("source"), form.integer("line"), form.integer("column")),
                form.text("message"),
                form.optionalText("hint"));
    }
}
