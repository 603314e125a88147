package tireless.manifest.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tireless.manifest.kind.AutoscaleSection;
import tireless.manifest.kind.ProbeSection;
import tireless.manifest.kind.SignalSection;
import tireless.manifest.kind.TirelessSection;
import tireless.manifest.kind.TirelessSection.Isolation;
import tireless.manifest.kind.TirelessSection.Pods;
import tireless.manifest.kind.TirelessSection.Progress;
import tireless.manifest.kind.TirelessSection.Restart;
import tireless.manifest.kind.TirelessSection.Stall;
import tireless.manifest.value.DurationText;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.model.Network;
import tireless.model.RestartPolicy;
import tireless.model.UnixAccount;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.notice.Recipient;

/** Reads the section {@code tireless}. */
final class TirelessReader {
    static final Attribute<Optional<Node>> TIMEOUT = Attribute.anything("timeout")
            .described("the time after which it counts as failed; not acted on in this build");
    static final Attribute<Optional<Node>> NOTIFY = Attribute.anything("notify")
            .described("whom to tell of events, by webhook, command or mail; not acted on in this build");
    private static final String UNIX_USER_NAME = "unixUser";
    static final Attribute<Optional<Node>> KEPT_UNIX_USER = Attribute.anything(UNIX_USER_NAME)
            .described("the account of this machine that it runs as; not acted on in this build");
    private static final String NETWORK_NAME = "network";
    static final Attribute<Optional<Node>> KEPT_NETWORK = Attribute.anything(NETWORK_NAME)
            .described("what it may reach: `host`, `outbound` or `none`; not acted on in this build");
    private static final String IMAGE_NAME = "image";
    static final Attribute<Optional<Node>> KEPT_IMAGE = Attribute.anything(IMAGE_NAME)
            .described("the image for Kubernetes where the stack is `process`; not acted on in this build");
    private static final String PULL_SECRET_NAME = "imagePullSecret";
    private static final String POD_MANAGEMENT_NAME = "podManagement";
    private static final String GRACE_NAME = "terminationGracePeriodSeconds";
    static final Attribute<Optional<Node>> KEPT_GRACE =
            Attribute.anything(GRACE_NAME).described("seconds from SIGTERM to SIGKILL; not acted on in this build");

    private static final Attribute<Optional<Stall>> STALL_AFTER = Attribute.parsed(
                    "stallAfter",
                    Form.Text.like("never|" + DurationText.POSITIVE_PATTERN, Form.Plain.NONE),
                    TirelessReader::stall)
            .described("restart the replica when items wait and none is processed for that long, or `never`")
            .byDefault("5m")
            .example("never");
    private static final Attribute<Optional<Duration>> WATCHDOG = duration("watchdog")
            .described(
                    "restart the replica when its heartbeat (`WATCHDOG=1`) is missing for that long; without it, never")
            .example("30s");
    private static final Attribute<Optional<Duration>> INITIAL = duration("initial")
            .described("the first pause of the back-off, not above the longest one")
            .byDefault("250ms");
    private static final Attribute<Optional<Duration>> MAX =
            duration("max").described("the longest pause of the back-off").byDefault("5m");
    private static final Attribute<Optional<Fields>> RESTART = Attribute.section(
                    "restart", Attributes.of("restart", INITIAL, MAX))
            .described("how long to wait before a replica is started again");
    private static final Attribute<OptionalInt> GRACE = Attribute.wholeNumber(GRACE_NAME, 0)
            .described("seconds from SIGTERM to SIGKILL")
            .byDefault(30);
    private static final Attribute<Optional<String>> NETWORK = Attribute.choice(
                    NETWORK_NAME,
                    Arrays.stream(Network.values()).map(Network::keyword).toList())
            .described("`none` is a network of its own with only loopback;"
                    + " `outbound` is that of the machine, and a replica that listens for others is stopped")
            .byDefault("host")
            .example("none");
    private static final Attribute<Optional<UnixAccount>> UNIX_USER = Attribute.parsed(
                    UNIX_USER_NAME, Form.Text.like(UnixAccount.PATTERN, Form.Plain.ACCOUNTS), TirelessReader::account)
            .described("the account of this machine that it runs as, `user` or `user:group`, by names or by numbers;"
                    + " the server must run as root for any but its own")
            .example("nobody")
            .example("1000:1000");
    private static final Attribute<Optional<String>> IMAGE = Attribute.text(IMAGE_NAME)
            .described("the image that it runs in on a Kubernetes cluster, where its stack has none, as `process`")
            .example("registry.example/team/pulse:1.2");
    private static final Attribute<Optional<String>> PULL_SECRET = Attribute.text(PULL_SECRET_NAME)
            .described(
                    "the secret of type cloud-kernel-image-pull that `image` is pulled with on a Kubernetes cluster");
    private static final Attribute<Optional<String>> POD_MANAGEMENT = Attribute.choice(
                    POD_MANAGEMENT_NAME, List.of("ordered", "any"))
            .described("on a Kubernetes cluster: `ordered`, by a StatefulSet, never two replicas of one number;"
                    + " `any`, by a Deployment, where those that are idle go first")
            .byDefault("ordered");

    private static final List<Attribute<Optional<Node>>> KEPT_OF_SERVICE = Stream.of(
                    List.of(
                            KEPT_IMAGE,
                            Attribute.anything(PULL_SECRET_NAME)
                                    .described("the secret that `image` is pulled with; not acted on in this build"),
                            Attribute.anything(POD_MANAGEMENT_NAME)
                                    .described(
                                            "for Kubernetes: `ordered`, never two of one, or `any`; not acted on in this build"),
                            NOTIFY,
                            KEPT_UNIX_USER,
                            SignalsReader.KEPT_METRICS,
                            SignalsReader.KEPT_THROUGHPUT),
                    AutoscaleReader.KEPT)
            .flatMap(List::stream)
            .toList();

    /** The section of a Worker. */
    static final Attribute<Optional<Fields>> OF_WORKER = tireless(
            ProbesReader.OF_WORKER,
            AutoscaleReader.ATTRIBUTES,
            UNIX_USER,
            SignalsReader.METRICS,
            SignalsReader.THROUGHPUT,
            NotifyReader.NOTIFY,
            IMAGE,
            PULL_SECRET,
            POD_MANAGEMENT);

    /** The section of a Service. */
    static final Attribute<Optional<Fields>> OF_SERVICE =
            tireless(ProbesReader.OF_SERVICE, KEPT_OF_SERVICE.toArray(Attribute<?>[]::new));

    private TirelessReader() {}

    private static Attribute<Optional<Fields>> tireless(
            ProbesReader probes, Attribute<?>[] scaling, Attribute<?>... others) {
        return section(Attributes.of("tireless", STALL_AFTER, WATCHDOG, RESTART, GRACE, NETWORK, probes.probes)
                .with("tireless", others)
                .with("tireless", scaling));
    }

    /** A section that can have {@code own}. */
    static Attribute<Optional<Fields>> section(Attributes own) {
        return Attribute.section("tireless", own).described("what goes beyond DataOS");
    }

    static TirelessSection ofWorker(Fields worker) {
        return read(worker, OF_WORKER, ProbesReader.OF_WORKER);
    }

    static TirelessSection ofService(Fields service) {
        return read(service, OF_SERVICE, ProbesReader.OF_SERVICE);
    }

    private static TirelessSection read(
            Fields section, Attribute<Optional<Fields>> tireless, ProbesReader probesReader) {
        Optional<Fields> found = section.read(tireless);
        if (found.isEmpty()) {
            return new TirelessSection(
                    Progress.NONE,
                    Optional.empty(),
                    OptionalInt.empty(),
                    AutoscaleSection.NONE,
                    Isolation.NONE,
                    ProbeSection.All.NONE,
                    List.of(),
                    Pods.NONE);
        }
        Fields fields = found.get();
        Optional<Stall> stallAfter = fields.read(STALL_AFTER);
        Optional<Duration> watchdog = fields.read(WATCHDOG);
        Optional<Restart> restart = fields.read(RESTART).map(TirelessReader::restart);
        OptionalInt grace = fields.read(GRACE);
        Optional<Network> network = fields.read(NETWORK).flatMap(Network::of);
        boolean acts = fields.declared().all().contains(UNIX_USER);
        AutoscaleSection scaling = acts ? AutoscaleReader.read(fields) : AutoscaleSection.NONE;
        Optional<UnixAccount> unixUser = acts ? fields.read(UNIX_USER) : Optional.empty();
        ProbeSection.All probes = probesReader.read(fields);
        SignalSection signals = acts ? SignalsReader.read(fields) : SignalSection.NONE;
        List<Recipient> recipients = acts ? NotifyReader.read(fields) : List.of();
        Pods pods = acts
                ? new Pods(
                        fields.read(IMAGE),
                        fields.read(PULL_SECRET),
                        fields.read(POD_MANAGEMENT).map(TirelessReader::management))
                : Pods.NONE;
        fields.refuseOthers();
        return new TirelessSection(
                new Progress(stallAfter, watchdog, signals),
                restart,
                grace,
                scaling,
                new Isolation(network, unixUser),
                probes,
                recipients,
                pods);
    }

    private static PodManagement management(String written) {
        return PodManagement.valueOf(written.toUpperCase(Locale.ROOT));
    }

    /** The section that {@code tireless} declares, where all of it is kept as written. */
    static Mapping kept(Fields section, Attribute<Optional<Fields>> tireless) {
        Optional<Fields> fields = section.read(tireless);
        Mapping kept = fields.map(found -> written(found, found.declared().all()))
                .orElseGet(() -> new Mapping(List.of(), section.at()));
        fields.ifPresent(Fields::refuseOthers);
        return kept;
    }

    private static Mapping written(Fields fields, List<? extends Attribute<?>> attributes) {
        List<Entry> found = new ArrayList<>();
        for (Attribute<?> attribute : attributes) {
            if (fields.node(attribute).isPresent()) {
                fields.written(attribute).ifPresent(found::add);
            }
        }
        return new Mapping(found, fields.at());
    }

    private static Optional<Stall> stall(Scalar written, Fields fields) {
        return written.text().equals("never")
                ? Optional.of(new Stall(Optional.empty()))
                : duration(written, "stallAfter", ", or `never`", fields).map(after -> new Stall(Optional.of(after)));
    }

    private static Optional<UnixAccount> account(Scalar written, Fields fields) {
        Optional<UnixAccount> account = UnixAccount.parse(written.text());
        if (account.isEmpty()) {
            fields.problems()
                    .error(
                            "bad-value",
                            written.at(),
                            "`%s` can not be %s".formatted(UNIX_USER_NAME, written.shown()),
                            "name an account, or an account and a group: `nobody`, `nobody:adm`, `1000`, `1000:1000`");
        }
        return account;
    }

    private static Restart restart(Fields fields) {
        Restart restart = new Restart(fields.read(INITIAL), fields.read(MAX));
        fields.refuseOthers();
        Duration initial = restart.initial().orElse(RestartPolicy.DEFAULT.initial());
        Duration max = restart.max().orElse(RestartPolicy.DEFAULT.max());
        if (initial.compareTo(max) > 0) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.at(restart.initial().isPresent() ? INITIAL : MAX),
                            "the first delay is longer than the longest one",
                            "without them, `initial` is 250ms and `max` is 5m");
        }
        return restart;
    }

    /** A time above zero. */
    static Attribute<Optional<Duration>> duration(String name) {
        return Attribute.parsed(
                name,
                Form.Text.like(DurationText.POSITIVE_PATTERN, Form.Plain.NONE),
                (written, fields) -> duration(written, name, "", fields));
    }

    private static Optional<Duration> duration(Scalar written, String name, String orElse, Fields fields) {
        Optional<Duration> duration = DurationText.parse(written.text());
        if (duration.isEmpty() || !duration.get().isPositive()) {
            String unit = written.text().chars().allMatch(Character::isDigit)
                            && !written.shown().equals("``")
                    ? "a number needs a unit: "
                    : "";
            fields.problems()
                    .error(
                            "bad-duration",
                            written.at(),
                            "`%s` can not be %s".formatted(name, written.shown()),
                            unit + "write a time above zero, as in `250ms`, `30s`, `1h30m`" + orElse);
            return Optional.empty();
        }
        return duration;
    }
}
