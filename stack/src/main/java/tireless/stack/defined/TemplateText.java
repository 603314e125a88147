package tireless.stack.defined;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tireless.gotemplate.Template;
import tireless.gotemplate.budget.Limits;
import tireless.gotemplate.problem.TemplateException;

/**
 * One template of a stack, as written.
 *
 * @param name the attribute that it is the value of, by which messages name it
 */
record TemplateText(String name, String text) {
    /**
     * The text that it makes of the data, within {@link Limits#USUAL}.
     *
     * @param problem told what is wrong, with line and column in the template
     * @return empty where something was wrong
     */
    Optional<String> render(Map<String, @Nullable Object> data, InstantSource clock, Consumer<String> problem) {
        try {
            return Optional.of(Template.parse(name, text, StackFunctions.all(clock, TemplateData.FQDN))
                    .render(data, Limits.USUAL));
        } catch (TemplateException e) {
            problem.accept(worded(e));
            return Optional.empty();
        }
    }

    /** What is wrong with it before anything is rendered. */
    Optional<String> refusal() {
        try {
            Template.parse(name, text, StackFunctions.all(InstantSource.system(), TemplateData.FQDN));
            return Optional.empty();
        } catch (TemplateException e) {
            return Optional.of(worded(e));
        }
    }

    private static String worded(TemplateException e) {
        return "%s, line %d, column %d: %s".formatted(e.at().template(), e.at().line(), e.at().column(), e.reason());
    }
}
