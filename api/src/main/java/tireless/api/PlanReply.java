package tireless.api;

import java.util.List;
import tireless.json.Form;
import tireless.model.Problem;

/**
 * What became of manifests.
 *
 * @param applied whether the changes are made; false for a plan, and where an error refused all of them
 */
public record PlanReply(boolean applied, List<Problem> problems, List<ChangeView> changes) {
    public PlanReply {
        problems = List.copyOf(problems);
        changes = List.copyOf(changes);
    }

    public static PlanReply read(Form form) {
        return new PlanReply(
                form.flag("applied"), form.each("problems", ProblemView::read), form.each("changes", ChangeView::read));
    }

    public Form form() {
        return Form.empty()
                .with("applied", applied)
                .withEach("problems", problems, ProblemView::form)
                .withEach("changes", changes, ChangeView::form);
    }
}
