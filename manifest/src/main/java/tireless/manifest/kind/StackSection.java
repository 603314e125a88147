package tireless.manifest.kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.model.ResourceType;

/**
 * The section {@code stack}.
 *
 * @param id what manifests name it by
 * @param jsonSchema the text of the schema that a {@code stackSpec} is checked with
 * @param templates for the types that may use the stack: Worker, Service, Workflow
 */
public record StackSection(
        StackReference id,
        Optional<String> reconciler,
        Secrets secrets,
        Optional<StackImage> image,
        StackProgram program,
        List<ServicePort> ports,
        Optional<String> jsonSchema,
        Map<ResourceType, StackTemplates> templates) {
    public StackSection {
        ports = List.copyOf(ports);
        templates = Map.copyOf(templates);
    }

    /**
     * How the stack is given secrets.
     *
     * @param dataOsAddressJqFilters jq programs that find addresses of depots in a {@code stackSpec}
     * @param projection {@code envVars} or {@code propFile}
     */
    public record Secrets(List<String> dataOsAddressJqFilters, Optional<String> projection) {
        public Secrets {
            dataOsAddressJqFilters = List.copyOf(dataOsAddressJqFilters);
        }
    }
}
