package tireless.stack.process;

import java.util.Optional;
import java.util.Set;
import tireless.manifest.problem.Nearest;
import tireless.manifest.read.Corrections;
import tireless.manifest.read.Slips;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.stack.ResolveContext;

/** Checks the names of attributes in a {@code stackSpec} that says what to run. */
public final class SpecNames {
    private static final Set<String> PORTS =
            Set.of("port", "ports", "servicePort", "servicePorts", "ingress", "metricPort");

    private SpecNames() {}

    /**
     * Reports every name that the stack does not know.
     *
     * @param stack its name
     * @return the spec with {@code argument} read as {@code arguments}
     */
    public static Mapping check(Mapping written, String stack, Set<String> known, ResolveContext context) {
        Mapping spec = argument(written, context);
        Slips slips = new Slips(spec, known);
        spec.entries().forEach(entry -> check(entry, stack, known, slips, context));
        return spec;
    }

    private static Mapping argument(Mapping spec, ResolveContext context) {
        Optional<Entry> slip = spec.entry("argument");
        if (slip.isEmpty() || spec.entry("arguments").isPresent()) {
            return spec;
        }
        context.problems()
                .warning(
                        "misspelt",
                        slip.get().key().at(),
                        "`argument` is read as `arguments`",
                        "write `arguments`",
                        Corrections.replace(slip.get().key(), "arguments"));
        return spec.renamed("argument", "arguments");
    }

    private static void check(Entry entry, String stack, Set<String> known, Slips slips, ResolveContext context) {
        if (PORTS.contains(entry.name())) {
            context.problems()
                    .error(
                            "ingress-in-worker",
                            entry.key().at(),
                            "a Worker has no ingress port, so it can not have `%s`".formatted(entry.name()),
                            "remove it, or make this a Service, which answers requests");
        } else if (!known.contains(entry.name()) && !entry.key().isOpen()) {
            context.unknown(
                    entry.key().at(),
                    "the stack %s has no attribute %s"
                            .formatted(stack, entry.key().shown()),
                    Nearest.hint(entry.name(), known),
                    slips.fix(entry));
        }
    }
}
