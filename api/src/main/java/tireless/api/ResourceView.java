package tireless.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import tireless.json.Form;
import tireless.model.Metadata;
import tireless.model.Power;

/**
 * One resource: what is desired of it and what is observed.
 *
 * @param updatedAt wall time of its newest revision
 * @param status {@code active}, {@code pending}, {@code error}, or {@code deleted} while it is on its way out
 * @param reason why it is not active, for people; empty where it is
 * @param runtime as DataOS writes it: {@code running:2}, {@code pending:0/1}, {@code paused}, {@code stopped}; empty where
 *     nothing runs of it
 * @param scaledTo the count that was set by hand
 * @param replicas how many shall run now, after scale and power
 * @param stack empty where nothing runs of it
 * @param seen what this state is told by, for {@link ApplyRequest#seen}
 */
public record ResourceView(
        ResourceRef resource,
        String uid,
        Metadata metadata,
        int revision,
        Instant updatedAt,
        String status,
        String reason,
        String runtime,
        Power power,
        OptionalInt scaledTo,
        int replicas,
        String stack,
        List<ReplicaView> observed,
        long seen) {
    public ResourceView {
        observed = List.copyOf(observed);
    }

    /** How many replicas are ready. */
    public long ready() {
        return observed.stream().filter(ReplicaView::ready).count();
    }

    /** How many attempts ended since it was created. */
    public int restarts() {
        return observed.stream().mapToInt(ReplicaView::restarts).sum();
    }

    public static ResourceView read(Form form) {
        return new ResourceView(
                ResourceRef.read(form),
                form.text("uid"),
                MetadataView.read(form.form("metadata")),
                form.integer("revision"),
                form.instant("updatedAt"),
                form.text("status"),
                form.text("reason"),
                form.text("runtime"),
                Power.valueOf(form.text("power").toUpperCase(Locale.ROOT)),
                form.optionalInteger("scaledTo"),
                form.integer("replicas"),
                form.text("stack"),
                form.each("observed", ReplicaView::read),
                form.number("seen"));
    }

    public Form form() {
        return resource.form()
                .with("uid", uid)
                .with("metadata", MetadataView.form(metadata))
                .with("revision", revision)
                .with("updatedAt", updatedAt)
                .with("status", status)
                .with("reason", reason)
                .with("runtime", runtime)
                .with("power", power.name().toLowerCase(Locale.ROOT))
                .with("scaledTo", scaledTo)
                .with("replicas", replicas)
                .with("stack", stack)
                .withEach("observed", observed, ReplicaView::form)
                .with("seen", seen);
    }
}
