package tireless.server.routes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tireless.api.Api;
import tireless.api.FieldView;
import tireless.api.Page;
import tireless.api.ResourceView;
import tireless.api.RevisionView;
import tireless.api.SourceView;
import tireless.control.Inventory;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TimeSource;
import tireless.plan.DesiredResource;
import tireless.plan.Document;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;
import tireless.server.view.ChangeViews;
import tireless.server.view.ResourceViews;
import tireless.server.view.RevisionViews;

/** What there is, and what there was. */
public final class ResourceRoutes {
    /** One resource. */
    static final String ONE = Api.BASE + "/resources/{type}/{workspace}/{name}";

    private static final int LIMIT = 200;

    private final Inventory inventory;
    private final TimeSource time;

    public ResourceRoutes(Inventory inventory, TimeSource time) {
        this.inventory = inventory;
        this.time = time;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        Api.BASE + "/resources",
                        Set.of("type", "workspace", "name", "owner", "tag", "limit", "after"),
                        this::list),
                Route.get(ONE, Set.of(), this::get),
                Route.get(ONE + "/source", Set.of(), this::source),
                Route.get(ONE + "/history", Set.of(), this::history),
                Route.get(ONE + "/diff", Set.of("from", "to"), this::diff));
    }

    private Answer list(Call call) {
        int limit = call.number("limit", LIMIT, 1, Api.MOST_ITEMS);
        Optional<ResourceKey> after = call.text("after").map(Cursor::read);
        Predicate<DesiredResource> wanted = wanted(call);
        var now = time.now();
        List<ResourceView> found = inventory
                .list(resource -> wanted.test(resource)
                        && after.map(last -> resource.key().compareTo(last) > 0).orElse(true))
                .stream()
                .limit(limit + 1L)
                .map(item -> ResourceViews.of(item, now))
                .toList();
        List<ResourceView> page = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next = found.size() > limit
                ? Optional.of(Cursor.of(page.getLast().resource().key()))
                : Optional.empty();
        return Answer.of(new Page<>(page, next).form(ResourceView::form));
    }

    private Answer get(Call call) {
        return Answer.of(ResourceViews.of(inventory.get(call.key()), time.now()).form());
    }

    /** Every value of it counts for who renders by it, so none is hidden; what runs by it may hold secrets, and is not given. */
    private Answer source(Call call) {
        ResourceKey key = call.key();
        if (key.type() != ResourceType.STACK) {
            throw Call.usage("%s is no stack: only these are given as they were applied".formatted(key));
        }
        Document document = inventory.get(key).desired().document();
        return Answer.of(new SourceView(key.toString(), document.setting().folder(), document.text()).form());
    }

    private Answer history(Call call) {
        ResourceKey key = call.key();
        List<RevisionView> items =
                RevisionViews.of(inventory.history(key), inventory.find(key).map(item -> item.desired()));
        return Answer.ofEach("items", items, RevisionView::form);
    }

    private Answer diff(Call call) {
        List<FieldView> items = inventory.diff(call.key(), call.revision("from"), call.revision("to")).stream()
                .map(ChangeViews::field)
                .toList();
        return Answer.ofEach("items", items, FieldView::form);
    }

    private static Predicate<DesiredResource> wanted(Call call) {
        Optional<ResourceType> type = call.text("type").map(Call::type);
        return resource -> type.map(resource.key().type()::equals).orElse(true)
                && same(call, "workspace", resource.key().scope())
                && same(call, "name", resource.key().name())
                && same(call, "owner", resource.document().metadata().owner())
                && call.text("tag")
                        .map(resource.document().metadata().tags()::contains)
                        .orElse(true);
    }

    private static boolean same(Call call, String parameter, String value) {
        return call.text(parameter).map(value::equals).orElse(true);
    }
}
