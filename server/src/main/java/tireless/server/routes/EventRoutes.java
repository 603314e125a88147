package tireless.server.routes;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tireless.api.Api;
import tireless.api.EventView;
import tireless.api.Page;
import tireless.control.History;
import tireless.model.ResourceKey;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;
import tireless.server.view.EventViews;
import tireless.store.EventQuery;
import tireless.store.RecordedEvent;

/** What happened, newest first. */
public final class EventRoutes {
    private static final Set<String> PAGING = Set.of("before", "limit");
    private static final int LIMIT = 200;

    private final History history;
    private final EventViews views;

    public EventRoutes(History history, EventViews views) {
        this.history = history;
        this.views = views;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(Api.BASE + "/events", PAGING, call -> page(call, Optional.empty())),
                Route.get(ResourceRoutes.ONE + "/events", PAGING, call -> page(call, Optional.of(call.key()))));
    }

    private Answer page(Call call, Optional<ResourceKey> resource) {
        int limit = call.number("limit", LIMIT, 1, Api.MOST_ITEMS);
        OptionalLong before = call.sequence("before");
        List<RecordedEvent> found = history.read(new EventQuery(resource, before, 0, limit + 1));
        List<EventView> page = found.stream().limit(limit).map(views::of).toList();
        Optional<String> next =
                found.size() > limit ? Optional.of(Long.toString(page.getLast().sequence())) : Optional.empty();
        return Answer.of(new Page<>(page, next).form(EventView::form));
    }
}
