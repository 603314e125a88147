package tireless.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TimeSource;
import tireless.plan.Change;
import tireless.plan.DesiredResource;
import tireless.plan.Plan;
import tireless.secret.Vault;
import tireless.stack.WorkloadResolver;
import tireless.store.Store;

/** What people are told of a plan that was carried out, beside what the engine tells: events. */
final class Announcements {
    private final Store store;
    private final Vault vault;
    private final WorkloadResolver resolver;
    private final TimeSource time;

    Announcements(Store store, Vault vault, WorkloadResolver resolver, TimeSource time) {
        this.store = store;
        this.vault = vault;
        this.resolver = resolver;
        this.time = time;
    }

    /** Writes an event of a resource into the journal. */
    void record(DesiredResource resource, Happening happening) {
        store.journal()
                .append(new Event(
                        time.now().wall(), resource.key(), resource.revision().uid(), OptionalInt.empty(), happening));
    }

    /** To those who look at what was sealed. */
    void ofTheKey(Plan plan) {
        for (String what : vault.news()) {
            plan.changes().stream()
                    .map(Change::after)
                    .filter(resource -> resource.key().type().isSecret())
                    .forEach(resource -> record(resource, new Happening.Warned(what)));
        }
    }

    /** To those who use a Stack or a Compute that can not make them any more, and to that. */
    void ofWhoStaysBehind(Plan plan) {
        List<DesiredResource> declarations = plan.changes().stream()
                .filter(change -> !(change instanceof Change.Unchanged
                        || change instanceof Change.Forget
                        || change instanceof Change.Delete))
                .map(Change::after)
                .filter(resource -> resource.key().type() == ResourceType.STACK
                        || resource.key().type() == ResourceType.COMPUTE)
                .toList();
        if (declarations.isEmpty()) {
            return;
        }
        Map<ResourceKey, DesiredResource> current = store.desired();
        DeclarationUsers users = new DeclarationUsers(resolver, current.values());
        for (DesiredResource declaration : declarations) {
            users.behind(declaration).forEach((key, why) -> {
                record(declaration, new Happening.Warned(key + " " + why));
                Optional.ofNullable(current.get(key))
                        .ifPresent(user -> record(user, new Happening.Warned("it " + why)));
            });
        }
    }
}
