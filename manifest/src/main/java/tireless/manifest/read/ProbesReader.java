package tireless.manifest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tireless.manifest.kind.ProbeSection;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.Probe;

/** Reads the probes of a Worker or of a Service; they differ in how they may ask. */
final class ProbesReader {
    private static final Attribute<List<String>> COMMAND = Attribute.of(
                    "command", new Form.ListOf(Form.Text.ANY, false, false, 1), ProbesReader::command)
            .required("add `command:` with the program and its arguments as a list")
            .described("the program and its arguments; it passes with the exit status 0");
    private static final Attribute<OptionalInt> INITIAL_DELAY = Attribute.wholeNumber("initialDelaySeconds", 0)
            .described("seconds from the start of the replica to the first run")
            .byDefault((int) Probe.DEFAULT_INITIAL_DELAY.toSeconds());
    private static final Attribute<OptionalInt> PERIOD = Attribute.wholeNumber("periodSeconds", 1)
            .described("seconds from the beginning of one run to the next")
            .byDefault((int) Probe.DEFAULT_PERIOD.toSeconds());
    private static final Attribute<OptionalInt> TIMEOUT = Attribute.wholeNumber("timeoutSeconds", 1)
            .described("seconds after which a run is killed, and has failed")
            .byDefault((int) Probe.DEFAULT_TIMEOUT.toSeconds());
    private static final Attribute<OptionalInt> SUCCESSES = Attribute.wholeNumber("successThreshold", 1)
            .described("how many runs in a row must pass before it is ready again")
            .byDefault(Probe.DEFAULT_SUCCESS_THRESHOLD);
    private static final Attribute<OptionalInt> ONE_SUCCESS = Attribute.of(
                    "successThreshold", new Form.WholeNumber(1, Integer.MAX_VALUE, false), ProbesReader::one)
            .described("1, as in Kubernetes: one run that passes is enough")
            .byDefault(Probe.DEFAULT_SUCCESS_THRESHOLD);
    private static final Attribute<OptionalInt> FAILURES = Attribute.wholeNumber("failureThreshold", 1)
            .described("how many runs in a row must fail before something follows from it")
            .byDefault(Probe.DEFAULT_FAILURE_THRESHOLD);
    private static final Attribute<OptionalInt> GRACE = Attribute.wholeNumber("terminationGracePeriodSeconds", 1)
            .described("seconds from SIGTERM to SIGKILL where this probe restarts it; else those of the worker");
    private static final Attribute<Optional<Node>> NO_GRACE =
            Attribute.refused(GRACE.name()).described("refused: a readiness probe restarts nothing");

    /** Asks by commands alone. */
    static final ProbesReader OF_WORKER = new ProbesReader(
            Stream.of("httpGet", "tcpSocket", "grpc")
                    .<Attribute<?>>map(name ->
                            Attribute.refused(name).described("refused: a Worker has no ingress port; ask by `exec`"))
                    .toList(),
            true);

    /** Asks over the network too. */
    static final ProbesReader OF_SERVICE = new ProbesReader(
            Stream.of("httpGet", "tcpSocket", "grpc")
                    .<Attribute<?>>map(name -> Attribute.anything(name)
                            .described("how it is asked over the network; not acted on in this build"))
                    .toList(),
            false);

    private final List<Attribute<?>> otherWays;
    private final boolean refused;
    private final Attribute<Optional<Fields>> exec;
    private final Attribute<Optional<Fields>> startup;
    private final Attribute<Optional<Fields>> readiness;
    private final Attribute<Optional<Fields>> liveness;

    /** The section of all three. */
    final Attribute<Optional<Fields>> probes;

    private ProbesReader(List<Attribute<?>> otherWays, boolean refused) {
        this.otherWays = otherWays;
        this.refused = refused;
        Attribute<Optional<Fields>> plain = Attribute.section("exec", Attributes.of("exec", COMMAND))
                .described("the command that is run, where the worker runs and with its environment");
        this.exec = refused ? plain.required("add `exec:` with `command:` below it") : plain;
        Attributes restarting = probe("probe", ONE_SUCCESS, GRACE);
        this.startup = Attribute.section("startup", restarting)
                .described(
                        "whether it is up: until it passes, the other two are not run; where it fails, it is restarted");
        this.readiness = Attribute.section("readiness", probe("readiness probe", SUCCESSES, NO_GRACE))
                .described("whether it is ready; it alone decides that");
        this.liveness = Attribute.section("liveness", restarting).described("where it fails, the replica is restarted");
        this.probes = Attribute.section("probes", Attributes.of("probes", startup, readiness, liveness))
                .described("commands by which each replica is asked how it is, with the fields of Kubernetes");
    }

    private Attributes probe(String name, Attribute<?> successes, Attribute<?> grace) {
        List<Attribute<?>> all = new ArrayList<>(List.of(exec));
        all.addAll(otherWays);
        all.addAll(List.of(INITIAL_DELAY, PERIOD, TIMEOUT, successes, FAILURES, grace));
        Attributes attributes = Attributes.of(name, all.toArray(Attribute<?>[]::new));
        return refused ? attributes : attributes.rule(new Rule.OneHasValue(ways()));
    }

    private List<String> ways() {
        return Stream.concat(Stream.of(exec.name()), otherWays.stream().map(Attribute::name))
                .toList();
    }

    ProbeSection.All read(Fields tireless) {
        Optional<Fields> found = tireless.read(probes);
        ProbeSection.All all = found.map(fields -> new ProbeSection.All(
                        fields.read(startup).map(probe -> restarting(startup.name(), probe)),
                        fields.read(readiness).map(this::readiness),
                        fields.read(liveness).map(probe -> restarting(liveness.name(), probe))))
                .orElse(ProbeSection.All.NONE);
        found.ifPresent(Fields::refuseOthers);
        return all;
    }

    private ProbeSection restarting(String name, Fields fields) {
        return probe(name, fields, fields.read(ONE_SUCCESS), fields.read(GRACE));
    }

    private ProbeSection readiness(Fields fields) {
        if (fields.node(NO_GRACE).isPresent()) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.at(NO_GRACE),
                            "a readiness probe restarts nothing, so it can not have `%s`".formatted(NO_GRACE.name()),
                            "remove it, or make it a liveness probe");
        }
        return probe(readiness.name(), fields, fields.read(SUCCESSES), OptionalInt.empty());
    }

    private ProbeSection probe(String name, Fields fields, OptionalInt successes, OptionalInt grace) {
        checkWays(name, fields);
        ProbeSection probe = new ProbeSection(
                fields.read(exec).map(ProbesReader::exec).orElse(List.of()),
                fields.read(INITIAL_DELAY),
                fields.read(PERIOD),
                fields.read(TIMEOUT),
                new ProbeSection.Threshold(successes, fields.read(FAILURES)),
                grace);
        fields.refuseOthers();
        return probe;
    }

    private void checkWays(String name, Fields fields) {
        List<Attribute<?>> others =
                otherWays.stream().filter(way -> fields.node(way).isPresent()).toList();
        if (refused) {
            others.forEach(way -> fields.problems()
                    .error(
                            "ingress-in-worker",
                            fields.at(way),
                            "a Worker has no ingress port, so its %s probe can not have `%s`"
                                    .formatted(name, way.name()),
                            "use `exec:` with a `command:` that finds out how it is, or make this a Service"));
        }
        if (!fields.hasValue(exec) && otherWays.stream().noneMatch(fields::hasValue)) {
            fields.problems()
                    .error(
                            "missing-attribute",
                            fields.at(exec),
                            "the %s probe has no `exec`".formatted(name),
                            "add `exec:` with `command:` below it");
        }
    }

    private static List<String> exec(Fields fields) {
        fields.checkRequired();
        List<String> command = fields.read(COMMAND);
        fields.refuseOthers();
        return command;
    }

    private static List<String> command(Fields fields, String name) {
        List<String> command = new ArrayList<>();
        for (Node word : fields.items(name)) {
            fields.asScalar("an entry of `%s`".formatted(name), word)
                    .map(Scalar::text)
                    .ifPresent(command::add);
        }
        if (fields.node(name).filter(ProbesReader::isEmptyList).isPresent()) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.at(name),
                            "`%s` names no program".formatted(name),
                            "write the program and its arguments as a list");
        }
        return command;
    }

    private static boolean isEmptyList(Node node) {
        return node instanceof Sequence list && list.items().isEmpty();
    }

    private static OptionalInt one(Fields fields, String name) {
        if (fields.wholeNumber(name, 1, Integer.MAX_VALUE).orElse(1) != 1) {
            fields.problems()
                    .warning(
                            "unusual-value",
                            fields.valueAt(name),
                            "`%s` is 1 where failing means a restart; this value is not used".formatted(name),
                            "remove it: one run that passes is enough");
        }
        return OptionalInt.of(1);
    }
}
