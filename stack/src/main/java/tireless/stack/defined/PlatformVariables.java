package tireless.stack.defined;

import java.util.Map;
import java.util.TreeMap;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.PlatformPaths;
import tireless.stack.ResolveContext;

/** The variables that DataOS gives to whatever a stack starts (reference: DataOS, injected environment). */
final class PlatformVariables {
    private PlatformVariables() {}

    static Map<String, String> of(WorkerManifest worker, ResolveContext context) {
        Meta meta = worker.meta();
        String workspace = context.workspace().of(meta);
        String type = meta.type().keyword();
        Map<String, String> variables = new TreeMap<>();
        variables.put("DATAOS_RESOURCE_ID", String.join(":", type, meta.version(), meta.name(), workspace));
        variables.put("DATAOS_STAMP", TemplateData.stamp(workspace + "/" + meta.name()));
        variables.put("DATAOS_FQDN", TemplateData.FQDN);
        variables.put("DATAOS_TAGS", String.join(",", meta.about().tags()));
        variables.put("DATAOS_DESCRIPTION", meta.about().description().orElse(""));
        variables.put(
                "DATAOS_IS_DRY_RUN",
                Boolean.toString(worker.worker().task().execution().dryRun().orElse(false)));
        variables.put("DATAOS_CONFIG_DIR", PlatformPaths.CONFIG);
        variables.put("DATAOS_SECRET_DIR", PlatformPaths.SECRET);
        variables.put("DATAOS_TEMP_DIR", PlatformPaths.TEMP);
        variables.put("RUNNABLE_TYPE", type);
        return variables;
    }
}
