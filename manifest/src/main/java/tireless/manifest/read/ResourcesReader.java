package tireless.manifest.read;

import java.util.Optional;
import tireless.manifest.kind.Amounts;
import tireless.manifest.kind.Resources;
import tireless.manifest.value.Quantity;

/** Reads what a replica asks for and what it may use, and compares the two. */
final class ResourcesReader {
    private static final Attribute<Optional<Quantity>> CPU = Attribute.parsed(
                    "cpu", QuantityRule.CPU, (written, fields) -> QuantityRule.cpu(written, fields.problems()))
            .described("processor time: `500m` for half a core, `2` for two")
            .example("500m")
            .example(2);
    private static final Attribute<Optional<Quantity>> MEMORY = Attribute.parsed(
                    "memory", QuantityRule.MEMORY, (written, fields) -> QuantityRule.memory(written, fields.problems()))
            .described("memory: `128Mi`, `2Gi`, `1G`")
            .example("128Mi")
            .example("2Gi");
    private static final Attributes AMOUNTS = Attributes.of("amounts", CPU, MEMORY);
    private static final Attribute<Optional<Fields>> REQUESTS = Attribute.section("requests", AMOUNTS)
            .described(
                    "what is set aside for one replica on a Kubernetes cluster, not above its limits; elsewhere what scaling by use is a percentage of");
    private static final Attribute<Optional<Fields>> LIMITS = Attribute.section("limits", AMOUNTS)
            .described("what one replica may use at most; above its memory the kernel kills it");
    static final Attribute<Optional<Fields>> RESOURCES = Attribute.section(
                    "resources",
                    Attributes.of("resources", REQUESTS, LIMITS)
                            .slip("limit", LIMITS.name())
                            .slip("request", REQUESTS.name()))
            .described("processor time and memory of one replica");

    private ResourcesReader() {}

    static Resources read(Fields section) {
        Optional<Fields> fields = section.read(RESOURCES);
        if (fields.isEmpty()) {
            return Resources.NONE;
        }
        Optional<Fields> requests = fields.get().read(REQUESTS);
        Optional<Fields> limits = fields.get().read(LIMITS);
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
        Optional<Quantity> cpu = fields.read(CPU);
        Optional<Quantity> memory = fields.read(MEMORY);
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
