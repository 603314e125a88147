package tireless.api;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.json.Form;

/**
 * Everything that explains why a resource is as it is.
 *
 * @param fields what is desired, by path, worded for people; values that look secret are stars
 * @param manifest YAML, as written; values that are secret are stars
 * @param rollout what a roll-out is doing, for people; empty where there is none
 * @param events the newest, newest first
 * @param lastLines the last lines of each replica's output, oldest first
 * @param usedBy what needs it, by its manifest, in order; empty where it is nothing that others use
 * @param volume where it is a volume, what it holds
 */
public record Description(
        ResourceView resource,
        SortedMap<String, String> fields,
        String manifest,
        String rollout,
        List<EventView> events,
        List<LogLine> lastLines,
        Optional<List<ResourceRef>> usedBy,
        Optional<VolumeView> volume) {
    public Description {
        fields = new TreeMap<>(fields);
        events = List.copyOf(events);
        lastLines = List.copyOf(lastLines);
        usedBy = usedBy.map(List::copyOf);
    }

    public static Description read(Form form) {
        return new Description(
                ResourceView.read(form.form("resource")),
                form.textsByName("fields"),
                form.text("manifest"),
                form.text("rollout"),
                form.each("events", EventView::read),
                form.each("lastLines", LogLine::read),
                form.has("usedBy") ? Optional.of(form.each("usedBy", ResourceRef::read)) : Optional.empty(),
                form.has("volume") ? Optional.of(VolumeView.read(form.form("volume"))) : Optional.empty());
    }

    public Form form() {
        Form form = Form.empty()
                .with("resource", resource.form())
                .with("fields", fields)
                .with("manifest", manifest)
                .with("rollout", rollout)
                .withEach("events", events, EventView::form)
                .withEach("lastLines", lastLines, LogLine::form);
        usedBy.ifPresent(users -> form.withEach("usedBy", users, ResourceRef::form));
        volume.ifPresent(known -> form.with("volume", known.form()));
        return form;
    }
}
