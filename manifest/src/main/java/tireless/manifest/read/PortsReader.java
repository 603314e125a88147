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

    static final Attribute<OptionalInt> SERVICE_PORT = port("servicePort")
            .described("the port that the process answers at")
            .example(8080);
    private static final Attribute<Optional<String>> NAME =
            Attribute.text("name").described("what the port is called; no two have the same");
    private static final Attribute<OptionalInt> NUMBER =
            SERVICE_PORT.required("add `servicePort: 8080`").described("the number of the port; no two have the same");
    private static final Attribute<OptionalInt> TARGET_PORT =
            port("targetPort").described("the port of the process, where it is another one");
    private static final Attributes NAMED_PORT = Attributes.of("port", NAME, NUMBER, TARGET_PORT);
    static final Attribute<List<Fields>> SERVICE_PORTS =
            Attribute.sectionsOrOne("servicePorts", NAMED_PORT).described("more ports, with names");
    static final Attribute<List<Fields>> PORTS = Attribute.sectionsOrOne("ports", NAMED_PORT)
            .described("the ports of a Service that uses the stack: one or a list");

    private final List<ServicePort> ports = new ArrayList<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    private PortsReader() {}

    /** The ports of a Service: {@code servicePort} and {@code servicePorts}. */
    static List<ServicePort> ofService(Fields section) {
        PortsReader reader = new PortsReader();
        reader.add(section, SERVICE_PORT, Optional.empty(), OptionalInt.empty());
        section.read(SERVICE_PORTS).forEach(reader::named);
        return reader.ports;
    }

    /** The {@code ports} of a stack: one mapping or a list. */
    static List<ServicePort> ofStack(Fields section) {
        PortsReader reader = new PortsReader();
        section.read(PORTS).forEach(reader::named);
        return reader.ports;
    }

    /** An attribute whose value is the number of a port. */
    static Attribute<OptionalInt> port(String name) {
        return Attribute.wholeNumberOrText(name, 1, HIGHEST);
    }

    private void named(Fields fields) {
        fields.checkRequired();
        Optional<String> name = fields.read(NAME);
        if (name.isPresent() && !names.add(name.get())) {
            duplicate(fields, NAME);
        }
        add(fields, NUMBER, name, fields.read(TARGET_PORT));
        fields.refuseOthers();
    }

    private void add(Fields fields, Attribute<OptionalInt> attribute, Optional<String> name, OptionalInt target) {
        OptionalInt number = fields.read(attribute);
        if (number.isPresent()) {
            if (!numbers.add(number.getAsInt())) {
                duplicate(fields, attribute);
            }
            ports.add(new ServicePort(name, number.getAsInt(), target));
        }
    }

    private static void duplicate(Fields fields, Attribute<?> what) {
        fields.problems()
                .error(
                        "duplicate-port",
                        fields.valueAt(what),
                        "another port here has the same " + (what.equals(NAME) ? "name" : "number"),
                        "choose another one");
    }
}
