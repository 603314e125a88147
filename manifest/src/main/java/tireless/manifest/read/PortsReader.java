package tireless.manifest.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tireless.manifest.kind.ServicePort;

/** Reads ports, and that no two of one owner are the same. */
final class PortsReader {
    private static final int HIGHEST = 65_535;

    private final List<ServicePort> ports = new ArrayList<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    private PortsReader() {}

    /** The ports of a Service: {@code servicePort} and {@code servicePorts}. */
    static List<ServicePort> ofService(Fields section) {
        PortsReader reader = new PortsReader();
        reader.add(section, Optional.empty(), OptionalInt.empty());
        section.mappingsOrOne("servicePorts").forEach(reader::named);
        return reader.ports;
    }

    /** The {@code ports} of a stack: one mapping or a list. */
    static List<ServicePort> ofStack(Fields section) {
        PortsReader reader = new PortsReader();
        section.mappingsOrOne("ports").forEach(reader::named);
        return reader.ports;
    }

    /** The port that {@code name} says. */
    static OptionalInt port(Fields fields, String name) {
        return fields.wholeNumberOrText(name, 1, HIGHEST);
    }

    private void named(Fields fields) {
        fields.require("servicePort", "add `servicePort: 8080`");
        Optional<String> name = fields.text("name");
        if (name.isPresent() && !names.add(name.get())) {
            duplicate(fields, "name");
        }
        add(fields, name, port(fields, "targetPort"));
        fields.refuseOthers();
    }

    private void add(Fields fields, Optional<String> name, OptionalInt target) {
        OptionalInt number = port(fields, "servicePort");
        if (number.isPresent()) {
            if (!numbers.add(number.getAsInt())) {
                duplicate(fields, "servicePort");
            }
            ports.add(new ServicePort(name, number.getAsInt(), target));
        }
    }

    private static void duplicate(Fields fields, String what) {
        fields.problems()
                .error(
                        "duplicate-port",
                        fields.valueAt(what),
                        "another port here has the same " + (what.equals("name") ? "name" : "number"),
                        "choose another one");
    }
}
