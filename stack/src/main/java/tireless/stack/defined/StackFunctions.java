package tireless.stack.defined;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tireless.gotemplate.function.Arguments;
import tireless.gotemplate.function.FunctionFailed;
import tireless.gotemplate.function.Functions;
import tireless.gotemplate.function.Parameter;
import tireless.gotemplate.function.Signature;
import tireless.gotemplate.value.Data;
import tireless.gotemplate.value.Value;
import tireless.manifest.problem.Problems;
import tireless.manifest.source.SourceText;
import tireless.manifest.yaml.Document;
import tireless.manifest.yaml.YamlText;

/** What templates of stacks may call: Go's, Sprig's and DataOS' functions. */
final class StackFunctions {
    /** {@code dataos://depot:collection/dataset?acl=rw}. */
    private static final Pattern ADDRESS =
            Pattern.compile("dataos://([-a-zA-Z0-9_]+)(?::([^/?]+))?(?:/([^?]+))?(?:\\?(.*))?");

    private StackFunctions() {}

    /**
     * @param clock what {@code now} reads
     * @param fqdn what {@code DataOsFqdn} is: published templates call it like a function
     */
    static Functions all(InstantSource clock, String fqdn) {
        return Functions.standard(clock, ZoneOffset.UTC)
                .with("fromYaml", Signature.of(Parameter.TEXT), StackFunctions::fromYaml)
                .with("resolve", Signature.of(Parameter.TEXT), StackFunctions::resolve)
                .with("DataOsFqdn", Signature.of(), _ -> Value.of(fqdn));
    }

    private static Value fromYaml(Arguments call) {
        Problems problems = new Problems();
        List<Document> documents = YamlText.parse(new SourceText("fromYaml", Path.of("/"), call.text(0)), problems);
        if (problems.count() > 0) {
            throw new FunctionFailed(
                    "this is no YAML: " + problems.inOrder().getFirst().message());
        }
        return documents.isEmpty()
                ? Value.of(new TreeMap<>())
                : new Data(call.budget())
                        .value(PlainData.of(documents.getFirst().root()));
    }

    /** The parts of an address. Which storage a depot stands for is not known here, so those fields are absent. */
    private static Value resolve(Arguments call) {
        Matcher address = ADDRESS.matcher(call.text(0));
        if (!address.matches()) {
            throw new FunctionFailed("this is no address like dataos://depot:collection/dataset");
        }
        SortedMap<String, Value> fields = new TreeMap<>();
        Map.of("Depot", 1, "Collection", 2, "Dataset", 3).forEach((field, group) -> {
            String part = address.group(group);
            fields.put(field, Value.of(part == null ? "" : part));
        });
        return Value.of(fields);
    }
}
