package tireless.cli.secret;

import java.util.ArrayList;
import java.util.List;
import tireless.api.ResourceView;
import tireless.api.SecretView;
import tireless.cli.output.Output;
import tireless.client.ApiClient;
import tireless.json.Form;
import tireless.model.ResourceType;

/** Secrets with their values, for who asked to see them. */
public record Revealed(List<Secret> secrets) {
    /** One of them. */
    public record Secret(ResourceView resource, SecretView values) {}

    public Revealed {
        secrets = List.copyOf(secrets);
    }

    /** Those among {@code resources}. */
    public static Revealed of(List<ResourceView> resources, ApiClient server) {
        List<Secret> secrets = new ArrayList<>();
        for (ResourceView resource : resources) {
            if (ResourceType.of(resource.resource().type())
                    .filter(ResourceType::isSecret)
                    .isPresent()) {
                secrets.add(new Secret(resource, server.values(resource.resource())));
            }
        }
        return new Revealed(secrets);
    }

    /** Each by its name, as YAML. */
    public String text() {
        Form all = Form.empty();
        secrets.forEach(secret -> all.with(secret.resource().resource().toString(), values(secret.values())));
        return secrets.isEmpty() ? "" : Output.yaml(all);
    }

    /** A resource, with its values where it has some. */
    public Form form(ResourceView resource) {
        Form form = resource.form();
        secrets.stream()
                .filter(secret -> secret.resource().equals(resource))
                .forEach(secret -> form.with("values", values(secret.values())));
        return form;
    }

    private static Form values(SecretView values) {
        Form form = Form.empty();
        values.values().forEach(form::with);
        values.base64().forEach((key, value) -> form.with(key + " (base64)", value));
        return form;
    }
}
