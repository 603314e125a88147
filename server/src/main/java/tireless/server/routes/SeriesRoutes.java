package tireless.server.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tireless.api.Api;
import tireless.api.ResourceRef;
import tireless.api.SeriesView;
import tireless.control.Inventory;
import tireless.json.Form;
import tireless.model.ResourceKey;
import tireless.model.TimeSource;
import tireless.series.Figure;
import tireless.series.Sample;
import tireless.series.Series;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;

/** How it went with workers over time. */
public final class SeriesRoutes {
    /** Where nobody says since when. */
    private static final Duration USUAL = Duration.ofHours(1);

    private static final Set<String> QUERY = Set.of("since", "figures");

    private final Inventory inventory;
    private final TimeSource time;

    public SeriesRoutes(Inventory inventory, TimeSource time) {
        this.inventory = inventory;
        this.time = time;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(ResourceRoutes.ONE + "/series", QUERY, this::one),
                Route.get(Api.BASE + "/series", QUERY, this::all));
    }

    /** Also of a worker that is gone, as long as something of it is kept. */
    private Answer one(Call call) {
        SeriesView found = view(call.key(), call);
        if (found.samples().isEmpty()) {
            var _ = inventory.get(call.key());
        }
        return Answer.of(found.form());
    }

    private Answer all(Call call) {
        List<SeriesView> found = inventory.list(resource -> resource.revision().runs()).stream()
                .map(item -> view(item.desired().key(), call))
                .toList();
        return Answer.of(Form.empty().withEach("items", found, SeriesView::form));
    }

    private SeriesView view(ResourceKey key, Call call) {
        Instant now = time.now().wall();
        Instant since = call.time("since").orElse(now.minus(USUAL));
        Set<Figure> figures = call.text("figures").map(SeriesRoutes::figures).orElse(EnumSet.allOf(Figure.class));
        Series series = inventory.archive().read(key, since, now);
        return new SeriesView(
                ResourceRef.of(key),
                series.step(),
                series.samples().stream().map(sample -> view(sample, figures)).toList());
    }

    private static SeriesView.Sample view(Sample sample, Set<Figure> figures) {
        Map<String, Double> shown = sample.figures().entrySet().stream()
                .filter(entry -> figures.contains(entry.getKey()))
                .collect(Collectors.toMap(entry -> entry.getKey().word(), Map.Entry::getValue));
        return new SeriesView.Sample(Instant.ofEpochSecond(sample.second()), shown);
    }

    private static Set<Figure> figures(String words) {
        Set<Figure> figures = EnumSet.noneOf(Figure.class);
        for (String word : words.split(",", -1)) {
            Optional<Figure> figure = Figure.of(word);
            figures.add(figure.orElseThrow(() -> Call.usage("there is no figure `%s`; there are %s"
                    .formatted(
                            word,
                            Arrays.stream(Figure.values()).map(Figure::word).collect(Collectors.joining(", "))))));
        }
        return figures;
    }
}
