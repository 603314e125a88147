package tireless.gotemplate;

import org.jspecify.annotations.Nullable;
import tireless.gotemplate.budget.Limits;
import tireless.gotemplate.function.Functions;
import tireless.gotemplate.parse.Parser;
import tireless.gotemplate.parse.Templates;

/** A template in Go's text/template language. Immutable; may be rendered by many threads. */
public final class Template {
    private final String name;
    private final Templates templates;
    private final Functions functions;

    private Template(String name, Templates templates, Functions functions) {
        this.name = name;
        this.templates = templates;
        this.functions = functions;
    }

    /**
     * @param name by which errors name the text, and under which it may call itself
     * @throws tireless.gotemplate.problem.TemplateException if the text is no template, or names a function that there is not
     */
    public static Template parse(String name, String text, Functions functions) {
        return new Template(name, Parser.parse(name, text, functions), functions);
    }

    /**
     * The text that the template makes of the data; a key that is missing prints `<no value>`.
     *
     * @param data maps, lists, texts, numbers, truths and null; it is not changed
     * @throws tireless.gotemplate.problem.TemplateException if it can not be made, or not within the limits
     * @throws IllegalArgumentException if there is anything else in the data
     */
    public String render(@Nullable Object data, Limits limits) {
        return render(data, MissingKey.DEFAULT, limits);
    }

    /** As {@link #render(Object, Limits)}, with another meaning of missing keys. */
    public String render(@Nullable Object data, MissingKey missingKey, Limits limits) {
        return new Rendering(name, templates, functions, missingKey, limits).render(data);
    }
}
