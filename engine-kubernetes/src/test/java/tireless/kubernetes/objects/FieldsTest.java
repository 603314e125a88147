package tireless.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.model.Confinement;
import tireless.model.ContainerImage;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.Power;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.SecretProjection;
import tireless.model.SecretValues;
import tireless.model.SignalSources;
import tireless.model.StopPolicy;
import tireless.model.Uid;
import tireless.model.UnixAccount;
import tireless.model.VolumeMount;
import tireless.model.cluster.ClusterCompute.PodSecurity;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.cluster.OnCluster.SetAside;
import tireless.model.cluster.OnCluster.Spread;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Overrides;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger.AuthenticationRef;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.model.scaling.Scaling;
import tools.jackson.databind.JsonNode;

/** What becomes of each single thing that a worker may say. */
class FieldsTest {
    private static final String POD = "/spec/template/spec";
    private static final String MAIN = POD + "/containers/0";
    private static final String SET = "StatefulSet";
    private static final String HPA = "HorizontalPodAutoscaler";
    private static final String SCALED = "ScaledObject";
    private static final Overrides PAUSED = new Overrides(true, OptionalInt.empty(), false, false, false);

    private static Arguments row(String what, Wants worker, String kind, String pointer, String json) {
        return Arguments.of(what, worker, kind, pointer, json);
    }

    static Stream<Arguments> rows() {
        return Stream.of(running(), counted(), secured(), scaled()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> running() {
        return Stream.of(
                row("its image starts it", image(true), SET, MAIN + "/args", "[pulse,--fast]"),
                row("its image starts it", image(true), SET, MAIN + "/command", ""),
                row("its image alone", command(), SET, MAIN + "/command", ""),
                row("where it works", Wants.plain(), SET, MAIN + "/workingDir", ""),
                row("whole thousands", limits(2L << 30, 3000), SET, MAIN + "/resources/limits", "{cpu:3,memory:2Gi}"),
                row("limits alone", limits(1000, 1), SET, MAIN + "/resources/limits", "{cpu:1m,memory:1k}"),
                row("requests are the cluster's", limits(1000, 1), SET, MAIN + "/resources/requests", ""),
                row("nothing limited", Wants.plain(), SET, MAIN + "/resources", ""),
                row(
                        "requests alone",
                        aside(64 << 20, 50),
                        SET,
                        MAIN + "/resources",
                        "{requests:{cpu:50m,memory:64Mi}}"),
                row("no time to stop", grace(Duration.ZERO), SET, POD + "/terminationGracePeriodSeconds", "0"),
                row("part of a second", grace(Duration.ofMillis(1)), SET, POD + "/terminationGracePeriodSeconds", "1"),
                row(
                        "a temporary volume in the place of ours",
                        temporary(),
                        SET,
                        MAIN + "/volumeMounts",
                        "[{mountPath:/var/dataos/temp_data,name:volume-cache}]"),
                row(
                        "a port of its own",
                        metrics(OptionalInt.of(9)),
                        SET,
                        MAIN + "/env/6",
                        "{name:TIRELESS_METRICS_PORT,value:9}"),
                row("no number without an order", any(), "Deployment", MAIN + "/env/1/name", "DATAOS_SECRET_DIR"),
                row("all that goes out", network(Network.OUTBOUND), "NetworkPolicy", "/spec/policyTypes", "[Ingress]"),
                row(
                        "nothing goes out",
                        network(Network.NONE),
                        "NetworkPolicy",
                        "/spec/policyTypes",
                        "[Ingress,Egress]"),
                row("nothing comes in", Wants.plain(), "NetworkPolicy", "/spec/ingress", ""),
                row(
                        "apart if it can be",
                        apart("kubernetes.io/hostname", false),
                        SET,
                        POD + "/topologySpreadConstraints/0/whenUnsatisfiable",
                        "ScheduleAnyway"),
                row(
                        "zones",
                        apart("topology.kubernetes.io/zone", true),
                        SET,
                        POD + "/topologySpreadConstraints/0/whenUnsatisfiable",
                        "DoNotSchedule"),
                row(
                        "nodes",
                        apart("kubernetes.io/hostname", true),
                        SET,
                        POD + "/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/topologyKey",
                        "kubernetes.io/hostname"),
                row(
                        "pulled by a secret of the cluster",
                        pulled(),
                        SET,
                        POD + "/imagePullSecrets",
                        "[{name:registry}]"));
    }

    private static Stream<Arguments> counted() {
        return Stream.of(
                row("as desired", Wants.plain().counted(7, Power.ON), SET, "/spec/replicas", "7"),
                row("paused", Wants.plain().counted(7, Power.PAUSED), SET, "/spec/replicas", "0"),
                row("stopped", Wants.plain().counted(7, Power.STOPPED), SET, "/spec/replicas", "0"),
                row("of an autoscaler", Wants.plain().scaled(Wants.byUse()), SET, "/spec/replicas", ""),
                row(
                        "of an autoscaler, paused",
                        Wants.plain().scaled(Wants.byUse()).counted(7, Power.PAUSED),
                        SET,
                        "/spec/replicas",
                        "0"),
                row("of KEDA", Wants.plain().scaled(Wants.byQueue()), SET, "/spec/replicas", ""),
                row(
                        "of KEDA, paused",
                        Wants.plain().scaled(Wants.byQueue()).counted(7, Power.PAUSED),
                        SCALED,
                        "/metadata/annotations/autoscaling.keda.sh~1paused-replicas",
                        "0"),
                row("ours", Wants.plain().scaled(ours()).counted(5, Power.ON), SET, "/spec/replicas", "5"),
                row("at once", Wants.plain(), SET, "/spec/podManagementPolicy", "Parallel"),
                row(
                        "one after the other",
                        any(),
                        "Deployment",
                        "/spec/strategy/rollingUpdate",
                        "{maxSurge:0,maxUnavailable:1}"),
                row("nodes are emptied", Wants.plain(), "PodDisruptionBudget", "/spec/maxUnavailable", "1"));
    }

    private static Stream<Arguments> secured() {
        return Stream.of(
                row(
                        "baseline",
                        Wants.plain(),
                        SET,
                        MAIN + "/securityContext",
                        "{allowPrivilegeEscalation:false,capabilities:{drop:[MKNOD,NET_RAW]}}"),
                row("baseline", Wants.plain(), SET, POD + "/securityContext", "{seccompProfile:{type:RuntimeDefault}}"),
                row(
                        "restricted",
                        Wants.plain().secured(PodSecurity.RESTRICTED),
                        SET,
                        MAIN + "/securityContext/capabilities/drop",
                        "[ALL]"),
                row(
                        "restricted",
                        Wants.plain().secured(PodSecurity.RESTRICTED),
                        SET,
                        POD + "/securityContext/runAsNonRoot",
                        "true"),
                row("an account", account("7"), SET, MAIN + "/securityContext/runAsUser", "7"),
                row("no rights", Wants.plain(), SET, POD + "/automountServiceAccountToken", "false"),
                row("no services", Wants.plain(), SET, POD + "/enableServiceLinks", "false"));
    }

    private static Stream<Arguments> scaled() {
        Wants byUse = Wants.plain().scaled(Wants.byUse());
        return Stream.of(
                row("a percentage of something", byUse, SET, MAIN + "/resources", "{requests:{cpu:1}}"),
                row("bounds", byUse, HPA, "/spec/minReplicas", "2"),
                row("never none", Wants.plain().scaled(bounded(0)), HPA, "/spec/minReplicas", "1"),
                row("no more", held(false, true), HPA, "/spec/behavior/scaleUp/selectPolicy", "Disabled"),
                row("no fewer", held(true, false), HPA, "/spec/behavior/scaleDown/selectPolicy", "Disabled"),
                row("left as it is", Wants.plain().scaled(Wants.byUse(), PAUSED), HPA, "", ""),
                row("kept at a count", Wants.plain().scaled(Wants.byUse(), at(4)), SET, "/spec/replicas", "4"),
                row(
                        "kept at a count",
                        Wants.plain().scaled(Wants.byQueue(), at(4)),
                        SCALED,
                        "/metadata/annotations/autoscaling.keda.sh~1paused-replicas",
                        "4"),
                row(
                        "left as it is",
                        Wants.plain().scaled(Wants.byQueue(), PAUSED),
                        SCALED,
                        "/metadata/annotations/autoscaling.keda.sh~1paused",
                        "true"),
                row("its tolerance", Wants.plain().scaled(tolerant()), HPA, "/spec/behavior/scaleUp/tolerance", "50m"),
                row(
                        "an authentication of the cluster",
                        Wants.plain().scaled(Wants.byQueue()),
                        SCALED,
                        "/spec/triggers/0/authenticationRef",
                        "{name:redis-account}"));
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource("rows")
    void itBecomes(String what, Wants worker, String kind, String pointer, String json) {
        assertThat(at(worker, kind, pointer)).describedAs(what).isEqualTo(json);
    }

    /** As JSON without quotation marks; empty where there is none. */
    private static String at(Wants worker, String kind, String pointer) {
        return worker.objects().objects().stream()
                .filter(object -> object.getKind().equals(kind))
                .map(object -> Serialization.unmarshal(Serialization.asJson(object), JsonNode.class))
                .map(tree -> tree.at(pointer))
                .filter(node -> !node.isMissingNode())
                .map(JsonNode::toString)
                .map(text -> text.replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    @Test
    void otherPodsHaveAnotherContentAndNothingElseHas() {
        String content = Wants.plain().objects().content();
        assertThat(Wants.plain().counted(9, Power.PAUSED).objects().content()).isEqualTo(content);
        assertThat(Wants.plain().scaled(ours()).objects().content()).isEqualTo(content);
        assertThat(Wants.plain().from(Origin.of(new Uid("6f1c"), 8)).objects().content())
                .isEqualTo(content);
        assertThat(network(Network.NONE).objects().content()).isEqualTo(content);
        assertThat(grace(Duration.ofSeconds(9)).objects().content()).isNotEqualTo(content);
        assertThat(account("7").objects().content()).isNotEqualTo(content);
        assertThat(Wants.plain()
                        .from(new Origin(new Uid("6f1c"), 3, 3, Optional.of("by hand"), Labels.TIRELESS))
                        .objects()
                        .content())
                .isNotEqualTo(content);
    }

    @Test
    void valuesOfSecretsAreInNothingButSecrets() {
        Translated.Objects with = Wants.full().objects();
        Translated.Objects without = Wants.full()
                .supplied(new Supplies(
                        Wants.full().wanted().supplies().volumes(),
                        Optional.empty(),
                        Wants.full().wanted().supplies().pull(),
                        new TreeMap<>()))
                .objects();
        assertThat(with.content()).isEqualTo(without.content());
        assertThat(with.toString()).doesNotContain("s3cret", "czNjcmV0");
        assertThat(with.objects().stream()
                        .filter(object -> !object.getKind().equals("Secret"))
                        .map(Serialization::asJson))
                .noneMatch(text -> text.contains("s3cret") || text.contains("czNjcmV0"));
    }

    @Test
    void aSecretWhoseValuesNobodyHasMarkedIsChangedWhereItIs() {
        Wants unmarked = Wants.full()
                .run(run -> provided(
                        run,
                        new Provisions(
                                new TreeMap<>(),
                                List.of(new SecretProjection(
                                        "account", "lab", List.of(), SecretProjection.Kind.ENV_VARS, Optional.empty())),
                                List.of())));
        assertThat(at(unmarked, "Secret", "/immutable")).isEmpty();
        assertThat(at(Wants.full(), "Secret", "/immutable")).isEqualTo("true");
    }

    @Test
    void whatTheClusterMustHaveIsSaid() {
        assertThat(Wants.plain().scaled(Wants.byQueue()).objects().remarks())
                .containsExactly(
                        "a trigger is asked with the TriggerAuthentication `redis-account` of the cluster, as there is no secret of that name here");
        assertThat(Wants.plain().scaled(Wants.byUse()).objects().remarks()).isEmpty();
    }

    @Test
    void aSecretOfTheWorkspaceAndOneOfAllAreTwo() {
        AuthenticationRef own = new AuthenticationRef("queue", false);
        AuthenticationRef all = new AuthenticationRef("queue", true);
        Wants both = Wants.plain()
                .scaled(Wants.by(Wants.redis(own), Wants.redis(all)))
                .supplied(new Supplies(
                        new TreeMap<>(),
                        Optional.empty(),
                        Optional.empty(),
                        new TreeMap<>(Map.of(
                                own, SecretValues.ofTexts(Map.of("password", "one")),
                                all, SecretValues.ofTexts(Map.of("password", "other"))))));

        assertThat(names(both, "Secret")).containsExactly("pulse-trigger-queue", "pulse-trigger-queue.cluster");
        assertThat(names(both, "TriggerAuthentication"))
                .containsExactly("pulse-trigger-queue", "pulse-trigger-queue.cluster");
        assertThat(at(both, "ScaledObject", "/spec/triggers/0/authenticationRef"))
                .isEqualTo("{name:pulse-trigger-queue}");
        assertThat(at(both, "ScaledObject", "/spec/triggers/1/authenticationRef"))
                .isEqualTo("{name:pulse-trigger-queue.cluster}");
    }

    private static List<String> names(Wants worker, String kind) {
        return worker.objects().objects().stream()
                .filter(object -> object.getKind().equals(kind))
                .map(object -> object.getMetadata().getName())
                .toList();
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                Arguments.of(
                        Wants.full().supplied(Supplies.NONE),
                        List.of(
                                "there is no volume ledger in the workspace lab: apply it",
                                "there is no volume cache in the workspace lab: apply it")),
                Arguments.of(
                        account("ann"),
                        List.of(
                                "a cluster knows no account by its name, as `ann`: write its number: `unixUser: \"1000:1000\"`")),
                Arguments.of(
                        account("0").secured(PodSecurity.RESTRICTED),
                        List.of(
                                "the compute `farm` is restricted, and runs nothing as root: name another account by `unixUser`, or write `podSecurity: baseline`")),
                Arguments.of(
                        image(Optional.empty()),
                        List.of(
                                "it has no image, and a cluster runs images: name the one that it runs in by `tireless.image`")));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void whatHindersIsSaidAtOnceWithWhatToDo(Wants worker, List<String> flaws) {
        assertThat(Translation.of(worker.wanted()))
                .isInstanceOfSatisfying(
                        Translated.Refused.class,
                        refused -> assertThat(refused.flaws().stream().map(Flaw::toString))
                                .containsExactlyElementsOf(flaws));
    }

    private static Wants any() {
        return Wants.plain().management(PodManagement.ANY);
    }

    private static Wants apart(String key, boolean required) {
        return Wants.plain().spread(new Spread(key, required));
    }

    private static Wants command(String... words) {
        return Wants.plain().run(run -> run.withCommand(List.of(words)));
    }

    static Wants image(boolean entrypoint) {
        return image(Optional.of(new ContainerImage(Wants.IMAGE, Optional.empty(), entrypoint)));
    }

    private static Wants pulled() {
        return image(Optional.of(new ContainerImage(Wants.IMAGE, Optional.of("registry"))));
    }

    private static Wants image(Optional<ContainerImage> image) {
        return Wants.plain()
                .run(run -> new RunSpec(
                        run.command(),
                        run.workingDirectory(),
                        run.environment(),
                        run.limits(),
                        run.stop(),
                        run.confinement(),
                        run.provisions(),
                        image));
    }

    private static Wants limits(long bytes, long millis) {
        return Wants.plain()
                .run(run -> of(
                        run,
                        new Limits(OptionalLong.of(bytes), OptionalLong.of(millis)),
                        run.stop(),
                        run.confinement()));
    }

    private static Wants grace(Duration grace) {
        return Wants.plain().run(run -> of(run, run.limits(), new StopPolicy(grace, false), run.confinement()));
    }

    private static Wants network(Network network) {
        return Wants.plain().run(run -> of(run, run.limits(), run.stop(), new Confinement(network)));
    }

    private static Wants account(String user) {
        return Wants.plain().run(run -> run.withAccount(UnixAccount.parse(user).orElseThrow()));
    }

    private static RunSpec of(RunSpec run, Limits limits, StopPolicy stop, Confinement confinement) {
        return new RunSpec(
                run.command(),
                run.workingDirectory(),
                run.environment(),
                limits,
                stop,
                confinement,
                run.provisions(),
                run.image());
    }

    private static RunSpec provided(RunSpec run, Provisions provisions) {
        return run.withProvisions(provisions);
    }

    private static Wants metrics(OptionalInt port) {
        return Wants.plain()
                .run(run -> provided(
                        run,
                        Provisions.of(new SignalSources(
                                Optional.of(new SignalSources.Scrape(port, "/metrics", Duration.ofSeconds(2))),
                                false,
                                Optional.empty(),
                                SignalSources.Names.DEFAULT))));
    }

    private static Wants temporary() {
        return Wants.plain()
                .run(run -> provided(
                        run,
                        new Provisions(
                                new TreeMap<>(),
                                List.of(),
                                List.of(new VolumeMount("cache", "/var/dataos/temp_data", false, Optional.empty())))))
                .supplied(Supplies.NONE.withVolumes(Map.of("cache", new VolumeForm(false, "1Gi", "ReadWriteOnce"))));
    }

    private static Wants aside(long bytes, long millis) {
        return Wants.plain()
                .cluster(on -> new OnCluster(
                        on.compute(),
                        on.management(),
                        new SetAside(OptionalLong.of(bytes), OptionalLong.of(millis)),
                        on.spread(),
                        on.containers(),
                        on.objects()));
    }

    private static Scaling bounded(int least) {
        Scaling byUse = Wants.byUse();
        return new Scaling(
                new Bounds(least, 9, OptionalInt.empty()),
                byUse.base(),
                byUse.triggers(),
                byUse.cadence(),
                byUse.behavior(),
                byUse.fallback());
    }

    private static Scaling tolerant() {
        Scaling byUse = Wants.byUse();
        Behavior.Rules up = Behavior.DEFAULT.scaleUp();
        return new Scaling(
                byUse.bounds(),
                byUse.base(),
                byUse.triggers(),
                byUse.cadence(),
                new Behavior(
                        new Behavior.Rules(up.stabilization(), up.select(), up.policies(), 0.05),
                        Behavior.DEFAULT.scaleDown()),
                byUse.fallback());
    }

    private static Scaling ours() {
        return new Scaling(
                new Bounds(1, 9, OptionalInt.empty()),
                Requests.DEFAULT,
                List.of(Wants.trigger("tireless-drain", Map.of(), MetricType.AVERAGE_VALUE, Optional.empty())),
                Cadence.DEFAULT,
                Behavior.DEFAULT,
                Optional.empty());
    }

    private static Wants held(boolean in, boolean out) {
        return Wants.plain().scaled(Wants.byUse(), new Overrides(false, OptionalInt.empty(), in, out, false));
    }

    private static Overrides at(int count) {
        return new Overrides(false, OptionalInt.of(count), false, false, false);
    }
}
