package tireless.stack.defined;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tireless.manifest.kind.Inputs;
import tireless.manifest.kind.LogLevel;
import tireless.manifest.kind.SecretUse;
import tireless.manifest.kind.Task;
import tireless.manifest.kind.VolumeUse;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.yaml.Mapping;
import tireless.model.PlatformPaths;
import tireless.model.cluster.ClusterCompute;
import tireless.stack.ResolveContext;

/** What templates see of a worker (reference: DataOS, custom stacks, data fields). Addresses of a platform's own services are empty. */
final class TemplateData {
    /** The name of the machine's own platform. */
    static final String FQDN = "localhost";

    /** Stands for a free port, which is chosen when a replica is started. */
    static final String METRIC_PORT = "${DATAOS_METRIC_PORT}";

    private static final int STAMP_CHARACTERS = 4;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private TemplateData() {}

    static Map<String, @Nullable Object> of(WorkerManifest manifest, ResolveContext context, String image) {
        String workspace = context.workspace().of(manifest.meta());
        Task task = manifest.worker().task();
        Inputs inputs = task.inputs();
        Map<String, @Nullable Object> data = new TreeMap<>();
        data.put("Name", manifest.meta().name());
        data.put("Type", manifest.meta().type().keyword());
        data.put("Stamp", stamp(workspace + "/" + manifest.meta().name()));
        data.put("Workspace", workspace);
        data.put("Owner", manifest.meta().owner().orElse(""));
        data.put("Description", manifest.meta().about().description().orElse(""));
        data.put("PivotTags", String.join(",", manifest.meta().about().tags()));
        data.put("Image", image);
        data.put("MetricPort", METRIC_PORT);
        data.put("IsDryRun", task.execution().dryRun().orElse(false));
        data.put("DataOsFqdn", FQDN);
        data.put(
                "NodeSelector",
                context.cluster().map(ClusterCompute::nodeSelector).orElseGet(TreeMap::new));
        data.put(
                "Tolerations",
                context.cluster().map(ClusterCompute::tolerations).orElse(List.of()).stream()
                        .map(TemplateData::toleration)
                        .toList());
        data.put(
                "RunnableServiceAccount",
                context.cluster().flatMap(ClusterCompute::serviceAccount).orElse(""));
        data.put(
                "HasSecretRefs",
                !inputs.secrets().isEmpty() || !inputs.dataosSecrets().isEmpty());
        data.put("HasConfigConfs", true);
        data.put("EnvironmentVarsFromSecret", List.of());
        data.put("DataOsSecretMountPath", PlatformPaths.SECRET);
        data.put("DataOsConfigMountPath", PlatformPaths.CONFIG);
        data.put("DataTempMountPath", PlatformPaths.TEMP);
        data.put("DataPersistentMountPath", PlatformPaths.PERSISTENT);
        data.put(
                "Volumes",
                inputs.dataosVolumes().stream().map(TemplateData::volume).toList());
        data.put("ApplicationSpec", applicationSpec(manifest, task));
        for (String service : List.of(
                "AuditMode",
                "IosaReceiverUrl",
                "MinervaJdbcUrl",
                "MinervaJdbcSsl",
                "GatewayPublicBaseUrl",
                "DatapolicyGatewaySsl")) {
            data.put(service, "");
        }
        return data;
    }

    private static Map<String, @Nullable Object> applicationSpec(WorkerManifest manifest, Task task) {
        Inputs inputs = task.inputs();
        Map<String, @Nullable Object> spec = new TreeMap<>();
        spec.put("StackSpec", PlainData.of(task.stack().spec()));
        spec.put("LogLevel", task.execution().logLevel().orElse(LogLevel.INFO).name());
        spec.put(
                "Resources",
                manifest.tree()
                        .get("worker")
                        .flatMap(section ->
                                section instanceof Mapping worker ? worker.get("resources") : Optional.empty())
                        .map(PlainData::of)
                        .orElse(null));
        spec.put("EnvironmentVars", new TreeMap<>(inputs.envs()));
        spec.put("Secrets", inputs.secrets().stream().map(SecretUse::name).toList());
        spec.put("TempVolume", inputs.tempVolume().orElse(""));
        spec.put(
                "PersistentVolume",
                inputs.persistentVolume()
                        .map(volume -> Map.of("Name", volume.name(), "Directory", volume.directory()))
                        .orElse(null));
        return spec;
    }

    private static Map<String, String> toleration(ClusterCompute.Toleration written) {
        Map<String, String> toleration = new TreeMap<>();
        written.key().ifPresent(key -> toleration.put("key", key));
        written.operator().ifPresent(operator -> toleration.put("operator", operator));
        written.value().ifPresent(value -> toleration.put("value", value));
        written.effect().ifPresent(effect -> toleration.put("effect", effect));
        return toleration;
    }

    private static Map<String, Object> volume(VolumeUse use) {
        return Map.of(
                "Name",
                use.name(),
                "MountPath",
                PlatformPaths.PERSISTENT + "/" + use.directory(),
                "ReadOnly",
                use.readOnly().orElse(false),
                "SubPath",
                use.subPath().orElse(""),
                "IsPvc",
                true,
                "Secrets",
                List.of(),
                "ConfigMaps",
                List.of());
    }

    /** A dash and four letters that are always the same for one worker. */
    static String stamp(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            StringBuilder stamp = new StringBuilder("-");
            for (int i = 0; i < STAMP_CHARACTERS; i++) {
                stamp.append(LETTERS.charAt(Byte.toUnsignedInt(digest[i]) % LETTERS.length()));
            }
            return stamp.toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
