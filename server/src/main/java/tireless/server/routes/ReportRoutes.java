package tireless.server.routes;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import tireless.control.Inventory;
import tireless.control.InventoryItem;
import tireless.json.Form;
import tireless.manifest.WorkspaceChoice;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TimeSource;
import tireless.plan.DesiredResource;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;

/** DataOS' collated reports, as its monitors ask for them (reference: DataOS, status and runtime). */
public final class ReportRoutes {
    private static final String BASE = "/collated/api/v1/reports/resources";
    private static final Set<String> QUERY = Set.of("id", "page", "size");
    private static final int SIZE = 20;
    private static final int LARGEST = 1_000;

    private final Inventory inventory;
    private final TimeSource time;

    public ReportRoutes(Inventory inventory, TimeSource time) {
        this.inventory = inventory;
        this.time = time;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(BASE + "/runtime", QUERY, call -> report(call, "runtime", InventoryItem::runtime)),
                Route.get(BASE + "/status", QUERY, call -> report(call, "state", ReportRoutes::state)));
    }

    private static String state(InventoryItem item) {
        return item.status().name().toLowerCase(Locale.ROOT);
    }

    private Answer report(Call call, String observation, Function<InventoryItem, String> value) {
        int page = call.number("page", 1, 1, Integer.MAX_VALUE);
        int size = call.number("size", SIZE, 1, LARGEST);
        List<InventoryItem> all = call.text("id").map(this::withId).orElseGet(() -> inventory.list(_ -> true));
        List<InventoryItem> items =
                all.stream().skip((page - 1L) * size).limit(size).toList();
        return Answer.of(Form.empty()
                .withEach("items", items, item -> item(item, observation, value.apply(item)))
                .with("page", page)
                .with("size", size)
                .with("total_pages", Math.ceilDiv(all.size(), size))
                .with("total_records", all.size()));
    }

    /** None where nothing of that name has that version. */
    private List<InventoryItem> withId(String id) {
        String[] words = id.split(":", -1);
        if (words.length < 3 || words.length > 4) {
            throw Call.usage(
                    "`id` must be `type:version:name` or `type:version:name:workspace`, not `%s`".formatted(id));
        }
        ResourceType type = Call.type(words[0]);
        String usual = type.scope() == ResourceType.Scope.INSTANCE ? ResourceKey.INSTANCE : WorkspaceChoice.PUBLIC;
        ResourceKey key = Call.key(words[0], words.length == 4 ? words[3] : usual, words[2]);
        return inventory.find(key).stream()
                .filter(item -> version(item.desired()).equals(words[1]))
                .toList();
    }

    private Form item(InventoryItem item, String observation, String value) {
        return Form.empty()
                .with("id", id(item.desired()))
                .withEach(
                        "observations",
                        List.of(value),
                        text -> Form.empty()
                                .with("type", observation)
                                .with("when", time.now().wall().truncatedTo(ChronoUnit.SECONDS))
                                .with("value", text));
    }

    private static String id(DesiredResource resource) {
        ResourceKey key = resource.key();
        String id = key.type().keyword() + ":" + version(resource) + ":" + key.name();
        return key.scope().equals(ResourceKey.INSTANCE) ? id : id + ":" + key.scope();
    }

    private static String version(DesiredResource resource) {
        return resource.document().metadata().version();
    }
}
