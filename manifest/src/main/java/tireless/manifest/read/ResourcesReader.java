package tireless.manifest.read;

import java.util.Optional;
import tireless.manifest.kind.Amounts;
import tireless.manifest.kind.Resources;
import tireless.manifest.value.Quantity;

/** Reads what a replica asks for and what it may use, and compares the two. */
final class ResourcesReader {
    private ResourcesReader() {}

    static Resources read(Fields section) {
        Optional<Fields> fields = section.fields("resources");
        if (fields.isEmpty()) {
            return Resources.NONE;
        }
        Optional<Fields> requests = fields.get().fields("requests");
        Optional<Fields> limits = fields.get().fields("limits");
        Resources resources = new Resources(
                requests.map(ResourcesReader::amounts).orElse(Amounts.NONE),
                limits.map(ResourcesReader::amounts).orElse(Amounts.NONE));
        fields.get().refuseOthers();
        requests.ifPresent(written -> {
            compare(
                    written,
                    "cpu",
                    resources.requests().cpu(),
                    resources.limits().cpu());
            compare(
                    written,
                    "memory",
                    resources.requests().memory(),
                    resources.limits().memory());
        });
        return resources;
    }

    private static Amounts amounts(Fields fields) {
        Optional<Quantity> cpu = fields.scalar("cpu").flatMap(written -> QuantityRule.cpu(written, fields.problems()));
        Optional<Quantity> memory =
                fields.scalar("memory").flatMap(written -> QuantityRule.memory(written, fields.problems()));
        fields.refuseOthers();
        return new Amounts(cpu, memory);
    }

    private static void compare(Fields requests, String name, Optional<Quantity> asked, Optional<Quantity> most) {
        if (asked.isPresent() && most.isPresent() && asked.get().compareTo(most.get()) > 0) {
            requests.problems()
                    .error(
                            "requests-above-limits",
                            requests.valueAt(name),
                            "the request for %s is more than its limit, so it can never be met".formatted(name),
                            "raise the limit, or lower the request");
        }
    }
}
