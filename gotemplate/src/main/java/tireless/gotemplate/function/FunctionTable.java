package tireless.gotemplate.function;

import java.util.LinkedHashMap;
import java.util.Map;
import tireless.gotemplate.function.Definition.Evaluation;

/** Collects the functions of one topic. */
final class FunctionTable {
    private final Map<String, Definition> definitions = new LinkedHashMap<>();

    FunctionTable add(String name, TemplateFunction body, Parameter... fixed) {
        definitions.put(name, new Definition(Signature.of(fixed), body, Evaluation.ALL));
        return this;
    }

    FunctionTable addWithRest(String name, TemplateFunction body, Parameter rest, Parameter... fixed) {
        definitions.put(name, new Definition(Signature.withRest(rest, fixed), body, Evaluation.ALL));
        return this;
    }

    /** A function that decides by its arguments which of them are computed. */
    FunctionTable addLazy(String name, Evaluation evaluation) {
        TemplateFunction last = arguments -> arguments.value(arguments.count() - 1);
        definitions.put(name, new Definition(Signature.withRest(Parameter.RAW, Parameter.RAW), last, evaluation));
        return this;
    }

    /** Further names of the function that was added last. */
    FunctionTable alias(String... names) {
        Definition last =
                definitions.values().stream().reduce((_, second) -> second).orElseThrow();
        for (String name : names) {
            definitions.put(name, last);
        }
        return this;
    }

    Map<String, Definition> definitions() {
        return definitions;
    }
}
