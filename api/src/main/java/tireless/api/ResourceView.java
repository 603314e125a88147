package tireless.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.json.Form;
import tireless.model.Metadata;
import tireless.model.Power;

/**
 * One resource: what is desired of it and what is observed. In JSON all of its parts lie side by side.
 *
 * @param platform what it is made with, and where it runs
 */
public record ResourceView(
        ResourceRef resource,
        String uid,
        Metadata metadata,
        Accepted accepted,
        Condition condition,
        Scale scale,
        Platform platform,
        List<ReplicaView> observed) {
    /** One that runs on the machine of the server, or of which nothing runs. */
    public ResourceView(
            ResourceRef resource,
            String uid,
            Metadata metadata,
            Accepted accepted,
            Condition condition,
            Scale scale,
            String stack,
            List<ReplicaView> observed) {
        this(resource, uid, metadata, accepted, condition, scale, new Platform(stack, Optional.empty()), observed);
    }

    /**
     * What it is made with, and where it runs.
     *
     * @param stack empty where nothing runs of it
     * @param cluster empty where it runs on the machine of the server, or nothing runs of it
     */
    public record Platform(String stack, Optional<ClusterView> cluster) {}

    /**
     * The newest revision.
     *
     * @param updatedAt wall time at which it was accepted
     * @param seen what this state of the resource is told by, for {@link ApplyRequest#seen}
     */
    public record Accepted(int revision, Instant updatedAt, long seen) {}

    /**
     * How it is.
     *
     * @param status {@code active}, {@code pending}, {@code error}, or {@code deleted} while it is on its way out
     * @param reason why it is not active, or what is wrong although it is, for people; empty where all is well
     * @param runtime as DataOS writes it: {@code running:2}, {@code pending:0/1}, {@code paused}, {@code stopped}; empty where
     *     nothing runs of it
     * @param objectives what is expected of its work
     */
    public record Condition(String status, String reason, String runtime, List<ObjectiveView> objectives) {
        public Condition {
            objectives = List.copyOf(objectives);
        }

        /** Of one of whose work nothing is expected. */
        public Condition(String status, String reason, String runtime) {
            this(status, reason, runtime, List.of());
        }
    }

    /**
     * How many replicas are asked for.
     *
     * @param scaledTo the count that was set by hand
     * @param replicas how many shall run now, after scale and power
     */
    public record Scale(Power power, OptionalInt scaledTo, int replicas) {}

    public ResourceView {
        observed = List.copyOf(observed);
    }

    public int revision() {
        return accepted.revision();
    }

    public Instant updatedAt() {
        return accepted.updatedAt();
    }

    public long seen() {
        return accepted.seen();
    }

    public String status() {
        return condition.status();
    }

    public String reason() {
        return condition.reason();
    }

    public String runtime() {
        return condition.runtime();
    }

    public List<ObjectiveView> objectives() {
        return condition.objectives();
    }

    /** What it is made with; empty where nothing runs of it. */
    public String stack() {
        return platform.stack();
    }

    /** The compute that it runs on, for people; empty where nothing runs of it. */
    public String compute() {
        return platform.cluster().map(ClusterView::compute).orElse(runtime().isEmpty() ? "" : "machine");
    }

    public Power power() {
        return scale.power();
    }

    public OptionalInt scaledTo() {
        return scale.scaledTo();
    }

    public int replicas() {
        return scale.replicas();
    }

    /** How many replicas are ready. */
    public long ready() {
        return observed.stream().filter(ReplicaView::ready).count();
    }

    /** Whether a replica listens for others, which a worker must not. */
    public boolean listens() {
        return observed.stream().anyMatch(replica -> !replica.listensAt().isEmpty());
    }

    /** How many attempts ran and ended since it was created. */
    public int restarts() {
        return observed.stream().mapToInt(ReplicaView::restarts).sum();
    }

    public static ResourceView read(Form form) {
        return new ResourceView(
                ResourceRef.read(form),
                form.text("uid"),
                MetadataView.read(form.form("metadata")),
                new Accepted(form.integer("revision"), form.instant("updatedAt"), form.number("seen")),
                new Condition(form.text("status"), form.text("reason"), form.text("runtime"), objectives(form)),
                new Scale(
                        Power.valueOf(form.text("power").toUpperCase(Locale.ROOT)),
                        form.optionalInteger("scaledTo"),
                        form.integer("replicas")),
                new Platform(
                        form.text("stack"),
                        form.has("cluster") ? Optional.of(ClusterView.read(form.form("cluster"))) : Optional.empty()),
                form.each("observed", ReplicaView::read));
    }

    /** None where the server is of a release that does not tell. */
    private static List<ObjectiveView> objectives(Form form) {
        return form.has("objectives") ? form.each("objectives", ObjectiveView::read) : List.of();
    }

    public Form form() {
        Form form = resource.form()
                .with("uid", uid)
                .with("metadata", MetadataView.form(metadata))
                .with("revision", revision())
                .with("updatedAt", updatedAt())
                .with("status", status())
                .with("reason", reason())
                .with("runtime", runtime())
                .withEach("objectives", objectives(), ObjectiveView::form)
                .with("power", power().name().toLowerCase(Locale.ROOT))
                .with("scaledTo", scaledTo())
                .with("replicas", replicas())
                .with("stack", stack())
                .withEach("observed", observed, ReplicaView::form)
                .with("seen", seen());
        platform.cluster().ifPresent(cluster -> form.with("cluster", cluster.form()));
        return form;
    }
}
