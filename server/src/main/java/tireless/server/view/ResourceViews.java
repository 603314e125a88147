package tireless.server.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.api.ClusterView;
import tireless.api.ObjectiveView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.control.InventoryItem;
import tireless.model.Now;
import tireless.model.ResourceStatus;
import tireless.model.Workload;
import tireless.model.cluster.CountOwner;
import tireless.model.cluster.OnCluster;
import tireless.plan.DesiredResource;
import tireless.series.ObjectiveState;

/** Resources on the wire. */
public final class ResourceViews {
    private ResourceViews() {}

    /** @param now by which times since boot become wall times */
    public static ResourceView of(InventoryItem item, Now now) {
        return of(item, now, List.of());
    }

    /** @param more why it is not as it is asked for, besides what its item says, for people */
    public static ResourceView of(InventoryItem item, Now now, List<String> more) {
        DesiredResource desired = item.desired();
        return new ResourceView(
                ResourceRef.of(desired.key()),
                desired.revision().uid().value(),
                desired.document().metadata(),
                new ResourceView.Accepted(
                        desired.revision().number(), desired.revision().createdAt(), desired.version()),
                new ResourceView.Condition(
                        item.status().name().toLowerCase(Locale.ROOT),
                        reason(item, more),
                        item.runtime(),
                        item.objectives().stream().map(ResourceViews::objective).toList()),
                new ResourceView.Scale(desired.power(), desired.scaledTo(), item.wanted()),
                desired.revision().spec() instanceof Workload workload
                        ? new ResourceView.Platform(
                                workload.stack(),
                                workload.cluster().map(on -> cluster(on, desired, CountOwner.of(workload))))
                        : new ResourceView.Platform("", Optional.empty()),
                item.observed().map(ResourceStatus::observed).orElse(List.of()).stream()
                        .map(replica -> ReplicaViews.of(replica, now))
                        .toList());
    }

    private static ClusterView cluster(OnCluster on, DesiredResource desired, CountOwner owner) {
        return new ClusterView(
                on.compute().name(),
                on.compute().namespace(desired.key().scope()),
                switch (on.management()) {
                    case ORDERED -> "StatefulSet";
                    case ANY -> "Deployment";
                },
                owner.name().toLowerCase(Locale.ROOT));
    }

    private static ObjectiveView objective(ObjectiveState state) {
        return new ObjectiveView(
                state.objective().word(),
                state.objective().shown(state.target()),
                state.value().isPresent()
                        ? Optional.of(state.objective().shown(state.value().getAsDouble()))
                        : Optional.empty(),
                state.standing().word(),
                state.since());
    }

    private static String reason(InventoryItem item, List<String> more) {
        return Stream.concat(Stream.of(item.reason()), more.stream())
                .filter(why -> !why.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
