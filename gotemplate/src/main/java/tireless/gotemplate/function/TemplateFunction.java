package tireless.gotemplate.function;

import tireless.gotemplate.value.Value;

/** What a template calls by a name. */
@FunctionalInterface
public interface TemplateFunction {
    /** @throws FunctionFailed if there is no result for these arguments */
    Value call(Arguments arguments);
}
