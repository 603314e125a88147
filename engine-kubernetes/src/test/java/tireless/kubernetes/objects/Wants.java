package tireless.kubernetes.objects;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tireless.model.Confinement;
import tireless.model.ContainerImage;
import tireless.model.FileContent;
import tireless.model.Lifetime;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.Power;
import tireless.model.Probe;
import tireless.model.Probes;
import tireless.model.Provisions;
import tireless.model.ResourceKey;
import tireless.model.RestartPolicy;
import tireless.model.RunSpec;
import tireless.model.SecretHandover;
import tireless.model.SecretProjection;
import tireless.model.SecretValues;
import tireless.model.SignalSources;
import tireless.model.StallPolicy;
import tireless.model.StopPolicy;
import tireless.model.Uid;
import tireless.model.UnixAccount;
import tireless.model.VolumeMount;
import tireless.model.WorkPolicy;
import tireless.model.Workload;
import tireless.model.cluster.Access;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.ClusterCompute.PodSecurity;
import tireless.model.cluster.ClusterCompute.Toleration;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.cluster.OnCluster.SetAside;
import tireless.model.cluster.OnCluster.Spread;
import tireless.model.cluster.Platform;
import tireless.model.cluster.StackObject;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Fallback;
import tireless.model.scaling.Overrides;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.AuthenticationRef;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.model.scaling.Scaling;
import tireless.model.scaling.Sizing;

/** Workloads for a cluster, each a change of the one before. */
public record Wants(Wanted wanted) {
    static final ResourceKey KEY = ResourceKey.worker("lab", "pulse");
    static final String IMAGE = "registry.example/pulse:1";

    /** As the Python stack that DataOS publishes renders for a worker. */
    public static final String PYTHON = """
            initContainers:
              - command:
                - /git-sync
                args:
                - --repo=https://git.example/pulse
                - --root=/etc/dataos/work
                image: registry.example/git-sync:latest
                imagePullPolicy: IfNotPresent
                name: "pulse-ab12-ic"
                volumeMounts:
                - mountPath: /etc/dataos/work
                  name: workdir
                envFrom:
                - secretRef:
                    name: "pulse-worker-ab12-env"
            container:
              name: pulse-ab12-main
              image: "docker.io/library/python:3.12"
              imagePullPolicy: IfNotPresent
              command: [sh, -c, 'exec "$@"', --]
              args: [python3, main.py]
              envFrom:
              - secretRef:
                  name: "pulse-worker-ab12-env"
              volumeMounts:
              - name: dataos-secret-mount
                mountPath: "/etc/dataos/secret"
                readOnly: true
              - name: workdir
                mountPath: /etc/dataos/work
              - name: dataos-config-mount
                mountPath: "/etc/dataos/config"
                readOnly: true
              - name: pulse-worker-ab12-tdm
                mountPath: "/var/dataos/temp_data"
                subPath: pulse-ab12
              env:
                - name: POD_NAME
                  valueFrom:
                    fieldRef:
                      fieldPath: metadata.name
                - name: LOG_LEVEL
                  value: NONE
            """;

    /** A worker that says nothing but its image and its command. */
    public static Wants plain() {
        RunSpec run = new RunSpec(
                List.of("pulse", "--fast"),
                Path.of("/"),
                new TreeMap<>(Map.of("LOG_LEVEL", "INFO")),
                Limits.NONE,
                StopPolicy.DEFAULT,
                Network.HOST,
                Provisions.NONE,
                Optional.of(new ContainerImage(IMAGE, Optional.empty())));
        Workload workload = new Workload(
                Lifetime.PERPETUAL,
                Sizing.of(2),
                new Platform(
                        "container:1.0",
                        Optional.of(new OnCluster(
                                compute(PodSecurity.BASELINE),
                                PodManagement.ORDERED,
                                SetAside.NONE,
                                Optional.empty(),
                                Optional.empty(),
                                List.of()))),
                run,
                RestartPolicy.DEFAULT,
                StallPolicy.DEFAULT,
                Probes.NONE,
                WorkPolicy.NONE);
        return new Wants(new Wanted(KEY, Origin.of(new Uid("6f1c"), 3), workload, 2, Power.ON, Supplies.NONE));
    }

    /** One that says all that there is to say but how it is scaled. */
    public static Wants full() {
        return plain().run(run -> new RunSpec(
                        List.of("sh", "-c", "echo $(date) $$"),
                        Path.of("/srv"),
                        new TreeMap<>(Map.of("LOG_LEVEL", "DEBUG", "PRICE", "$(5)")),
                        new Limits(OptionalLong.of(512L << 20), OptionalLong.of(1500)),
                        new StopPolicy(Duration.ofMillis(40_500), false),
                        new Confinement(Network.NONE, UnixAccount.parse("1000:2000")),
                        new Provisions(
                                new TreeMap<>(Map.of(
                                        "app.yaml", FileContent.ofText("port: ${DATAOS_METRIC_PORT}\n"),
                                        "raw.bin", FileContent.of(new byte[] {-1, 0}))),
                                List.of(
                                        projection("account", SecretProjection.Kind.ENV_VARS),
                                        projection("key", SecretProjection.Kind.FILE)),
                                List.of(
                                        new VolumeMount(
                                                "ledger",
                                                "/var/dataos/persistent_data/ledger",
                                                false,
                                                Optional.of("a/b")),
                                        new VolumeMount("cache", "/cache", true, Optional.empty())),
                                new SignalSources(
                                        Optional.of(new SignalSources.Scrape(
                                                OptionalInt.empty(), "/metrics", Duration.ofSeconds(2))),
                                        false,
                                        Optional.empty(),
                                        SignalSources.Names.DEFAULT)),
                        Optional.of(new ContainerImage(IMAGE, Optional.of("registry"), false))))
                .probes(new Probes(
                        Optional.of(Probe.of("test", "-f", "/up")),
                        Optional.of(new Probe(
                                List.of("ready"),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofMillis(2500),
                                2,
                                4,
                                Optional.of(Duration.ofSeconds(9)))),
                        Optional.of(new Probe(
                                List.of("alive"),
                                Duration.ZERO,
                                Duration.ofSeconds(5),
                                Duration.ofMillis(1),
                                1,
                                3,
                                Optional.of(Duration.ZERO)))))
                .cluster(on -> new OnCluster(
                        new ClusterCompute(
                                "farm",
                                new Access.InCluster(),
                                "data-",
                                new TreeMap<>(Map.of("pool", "worker")),
                                List.of(new Toleration(
                                        Optional.of("dedicated"),
                                        Optional.of("Equal"),
                                        Optional.of("worker"),
                                        Optional.of("NoSchedule"))),
                                Optional.of("reader"),
                                PodSecurity.RESTRICTED,
                                false),
                        PodManagement.ORDERED,
                        new SetAside(OptionalLong.of(1000_000), OptionalLong.of(250)),
                        Optional.of(new Spread("kubernetes.io/hostname", true)),
                        Optional.empty(),
                        List.of()))
                .supplied(new Supplies(
                        new TreeMap<>(Map.of(
                                "ledger", new VolumeForm(true, "5Gi", "ReadWriteMany"),
                                "cache", new VolumeForm(false, "1Gi", "ReadWriteOnce"))),
                        Optional.of(SecretHandover.of(List.of(
                                new SecretHandover.Opened(
                                        projection("account", SecretProjection.Kind.ENV_VARS),
                                        SecretValues.ofTexts(Map.of("USER", "ann", "PASSWORD", "s3cret"))),
                                new SecretHandover.Opened(
                                        projection("key", SecretProjection.Kind.FILE),
                                        SecretValues.ofTexts(Map.of("id.pem", "PEM")))))),
                        Optional.of(SecretValues.ofTexts(Map.of(".dockerconfigjson", "{\"auths\":{}}"))),
                        new TreeMap<>()));
    }

    static SecretProjection projection(String name, SecretProjection.Kind kind) {
        return new SecretProjection(name, "lab", List.of(), kind, Optional.of("print-of-" + name));
    }

    static ClusterCompute compute(PodSecurity security) {
        return new ClusterCompute(
                "farm", new Access.InCluster(), "", new TreeMap<>(), List.of(), Optional.empty(), security, false);
    }

    public static Scaling byUse() {
        return new Scaling(
                new Bounds(2, 9, OptionalInt.empty()),
                Requests.DEFAULT,
                List.of(
                        trigger("cpu", Map.of("value", "80"), MetricType.UTILIZATION, Optional.empty()),
                        trigger("memory", Map.of("value", "200Mi"), MetricType.AVERAGE_VALUE, Optional.empty())),
                Cadence.DEFAULT,
                Behavior.DEFAULT,
                Optional.empty());
    }

    public static Scaling byQueue() {
        return by(
                redis(new AuthenticationRef("redis-account", false)),
                trigger("cpu", Map.of("value", "70"), MetricType.UTILIZATION, Optional.empty()));
    }

    static ScaleTrigger redis(AuthenticationRef reference) {
        return trigger(
                "redis",
                Map.of("address", "redis:6379", "listName", "mail", "listLength", "20"),
                MetricType.AVERAGE_VALUE,
                Optional.of(reference));
    }

    static Scaling by(ScaleTrigger... triggers) {
        return new Scaling(
                new Bounds(1, 30, OptionalInt.of(0)),
                Requests.DEFAULT,
                List.of(triggers),
                Cadence.DEFAULT,
                Behavior.DEFAULT,
                Optional.of(new Fallback(3, 4, Fallback.Kind.CURRENT_REPLICAS_IF_HIGHER)));
    }

    static ScaleTrigger trigger(
            String type, Map<String, String> metadata, MetricType metricType, Optional<AuthenticationRef> reference) {
        return new ScaleTrigger(type, Optional.empty(), new TreeMap<>(metadata), metricType, false, reference);
    }

    public Wants run(UnaryOperator<RunSpec> change) {
        return workload(workload -> workload.withRun(change.apply(workload.run())));
    }

    public Wants probes(Probes probes) {
        return workload(old -> new Workload(
                old.lifetime(),
                old.sizing(),
                old.platform(),
                old.run(),
                old.restart(),
                old.stall(),
                probes,
                old.policy()));
    }

    public Wants scaled(Scaling scaling) {
        return workload(old -> old.withSizing(new Sizing(old.replicas(), Optional.of(scaling), Sizing.DRAIN)));
    }

    public Wants scaled(Scaling scaling, Overrides overrides) {
        return scaled(new Scaling(
                scaling.bounds(),
                scaling.base(),
                scaling.triggers(),
                scaling.cadence(),
                scaling.behavior(),
                scaling.fallback(),
                overrides));
    }

    public Wants workload(UnaryOperator<Workload> change) {
        return new Wants(new Wanted(
                wanted.key(),
                wanted.origin(),
                change.apply(wanted.workload()),
                wanted.replicas(),
                wanted.power(),
                wanted.supplies()));
    }

    public Wants cluster(UnaryOperator<OnCluster> change) {
        return workload(old -> new Workload(
                old.lifetime(),
                old.sizing(),
                new Platform(old.stack(), old.cluster().map(change)),
                old.run(),
                old.restart(),
                old.stall(),
                old.probes(),
                old.policy()));
    }

    public Wants management(PodManagement management) {
        return cluster(on ->
                new OnCluster(on.compute(), management, on.requests(), on.spread(), on.containers(), on.objects()));
    }

    public Wants secured(PodSecurity security) {
        return cluster(on -> new OnCluster(
                compute(security), on.management(), on.requests(), on.spread(), on.containers(), on.objects()));
    }

    public Wants spread(Spread spread) {
        return cluster(on -> new OnCluster(
                on.compute(), on.management(), on.requests(), Optional.of(spread), on.containers(), on.objects()));
    }

    public Wants stack(Optional<String> containers, String... objects) {
        return cluster(on -> new OnCluster(
                on.compute(),
                on.management(),
                on.requests(),
                on.spread(),
                containers,
                List.of(objects).stream().map(StackObject::new).toList()));
    }

    public Wants supplied(Supplies supplies) {
        return new Wants(new Wanted(
                wanted.key(), wanted.origin(), wanted.workload(), wanted.replicas(), wanted.power(), supplies));
    }

    /** With a relay that hears it, and a heartbeat that it owes. */
    public Wants heard() {
        return cluster(on -> new OnCluster(
                        on.compute().withRelay("registry.example/tireless:1"),
                        on.management(),
                        on.requests(),
                        on.spread(),
                        on.containers(),
                        on.objects()))
                .workload(old -> new Workload(
                        old.lifetime(),
                        old.sizing(),
                        old.platform(),
                        old.run(),
                        old.restart(),
                        new StallPolicy(Optional.empty(), Optional.of(Duration.ofSeconds(3))),
                        old.probes(),
                        old.policy()));
    }

    /** In a workspace of this name. */
    public Wants in(String workspace) {
        Wants there = cluster(on -> new OnCluster(
                new ClusterCompute(
                        on.compute().name(),
                        on.compute().access(),
                        "",
                        on.compute().nodeSelector(),
                        on.compute().tolerations(),
                        on.compute().pods(),
                        on.compute().observeOnly()),
                on.management(),
                on.requests(),
                on.spread(),
                on.containers(),
                on.objects()));
        return new Wants(new Wanted(
                ResourceKey.worker(workspace, wanted.key().name()),
                wanted.origin(),
                there.wanted().workload(),
                wanted.replicas(),
                wanted.power(),
                wanted.supplies()));
    }

    public Wants from(Origin origin) {
        return new Wants(new Wanted(
                wanted.key(), origin, wanted.workload(), wanted.replicas(), wanted.power(), wanted.supplies()));
    }

    public Wants counted(int replicas, Power power) {
        return new Wants(
                new Wanted(wanted.key(), wanted.origin(), wanted.workload(), replicas, power, wanted.supplies()));
    }

    public Translated.Objects objects() {
        if (Translation.of(wanted) instanceof Translated.Objects objects) {
            return objects;
        }
        throw new AssertionError(Translation.of(wanted));
    }
}
