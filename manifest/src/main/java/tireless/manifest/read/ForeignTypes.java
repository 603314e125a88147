package tireless.manifest.read;

import java.util.Map;
import java.util.Optional;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Scalar;

/** The types of DataOS that Tireless has nothing for, and what helps instead. */
final class ForeignTypes {
    private static final String LEAVE_OUT = "leave this document out";
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("bundle", "put the resources into one file, parted by `---`"),
            Map.entry("cluster", "run a query engine as a Service"),
            Map.entry("data", LEAVE_OUT + "; what the data product is made of can be given by itself"),
            Map.entry("database", "give the address of a database by a Secret"),
            Map.entry("dataplane", LEAVE_OUT),
            Map.entry("depot", "give the address by `envs`, and what must stay hidden by a Secret"),
            Map.entry("grant", LEAVE_OUT + "; what a worker may do is decided by its account"),
            Map.entry("lakehouse", "give the address of a storage by `envs`, and its keys by a Secret"),
            Map.entry("lens", "run the server of a semantic model as a Service"),
            Map.entry(
                    "monitor", "write a Worker that watches, or use `tireless.throughput` of the one that is watched"),
            Map.entry("operator", "write a Stack, or run the operator as a Worker"),
            Map.entry("pager", "use `tireless.notify` of the Worker, Service or Workflow"),
            Map.entry("policy", LEAVE_OUT + "; who may do what is decided by the accounts of the machine"),
            Map.entry("resource", "write a Worker, a Service or a Workflow instead"));

    private ForeignTypes() {}

    /** Whether {@code root} is of such a type, which is reported. */
    static boolean refuse(Mapping root, Scalar type, Reading reading) {
        boolean product = root.get("entity")
                .filter(entity -> entity instanceof Scalar text && text.text().equals("product"))
                .isPresent();
        Optional<String> instead = Optional.ofNullable(INSTEAD.get(type.text()));
        if (instead.isEmpty() && !product) {
            return false;
        }
        String keyword = product ? "data product" : type.text();
        reading.problems()
                .error(
                        "unsupported-type",
                        type.at(),
                        "Tireless has no %s".formatted(plural(keyword)),
                        instead.orElse(LEAVE_OUT));
        return true;
    }

    private static String plural(String keyword) {
        return switch (keyword) {
            case "data" -> "data products";
            case "policy" -> "policies";
            case "lens" -> "lenses";
            case "resource" -> "resources of an operator";
            default -> keyword + "s";
        };
    }
}
