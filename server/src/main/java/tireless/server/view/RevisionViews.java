package tireless.server.view;

import java.util.List;
import java.util.Optional;
import tireless.api.FieldView;
import tireless.api.RevisionView;
import tireless.control.Inventory;
import tireless.manifest.ShownText;
import tireless.model.Revision;
import tireless.plan.DesiredResource;
import tireless.store.PastRevision;

/** The history of a resource on the wire. */
public final class RevisionViews {
    private RevisionViews() {}

    /**
     * @param history newest first
     * @param desired what is desired now; empty where the resource was deleted
     */
    public static List<RevisionView> of(List<PastRevision> history, Optional<DesiredResource> desired) {
        return history.stream().map(past -> of(past, history, desired)).toList();
    }

    private static RevisionView of(PastRevision past, List<PastRevision> history, Optional<DesiredResource> desired) {
        Revision revision = past.revision();
        return new RevisionView(
                revision.number(),
                revision.uid().value(),
                revision.createdAt(),
                past.deletedAt(),
                desired.filter(now -> isSame(now.revision(), revision)).isPresent(),
                past.document().metadata(),
                ShownText.of(past.document().text()),
                changed(past, history));
    }

    private static List<FieldView> changed(PastRevision past, List<PastRevision> history) {
        return history.stream()
                .filter(other -> other.revision().uid().equals(past.revision().uid())
                        && other.revision().number() < past.revision().number())
                .findFirst()
                .map(before -> Inventory.between(before, past).stream()
                        .map(ChangeViews::field)
                        .toList())
                .orElse(List.of());
    }

    private static boolean isSame(Revision one, Revision other) {
        return one.uid().equals(other.uid()) && one.number() == other.number();
    }
}
