package tireless.cli.get;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.api.Description;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.cli.output.Age;
import tireless.cli.output.Cell;
import tireless.cli.output.Table;
import tireless.cli.output.VolumeWords;
import tireless.client.ApiClient;
import tireless.json.Form;
import tireless.model.ResourceType;
import tireless.model.TirelessException;

/** Volumes, with what they hold and who uses them. */
final class Volumes {
    private final List<ResourceView> volumes;
    private final Map<ResourceRef, Description> known = new HashMap<>();

    private Volumes(List<ResourceView> volumes) {
        this.volumes = volumes;
    }

    /** Whether nothing else was found, so that what is peculiar to volumes can be shown. */
    static boolean areAll(List<ResourceView> found) {
        return !found.isEmpty() && found.stream().allMatch(resource -> isVolume(resource.resource()));
    }

    private static boolean isVolume(ResourceRef resource) {
        return ResourceType.of(resource.type())
                .filter(ResourceType.VOLUME::equals)
                .isPresent();
    }

    /** Asks the server for what each of them holds; of what is gone meanwhile nothing is known. */
    static Volumes of(List<ResourceView> volumes, ApiClient server) {
        Volumes asked = new Volumes(volumes);
        for (ResourceView volume : volumes) {
            try {
                asked.known.put(volume.resource(), server.describe(volume.resource(), 0));
            } catch (TirelessException refused) {
                if (refused.code() != TirelessException.Code.NOT_FOUND) {
                    throw refused;
                }
            }
        }
        return asked;
    }

    /** Adds what is known of a volume to its form. */
    Form onto(Form form, ResourceView volume) {
        Description description = known.get(volume.resource());
        if (description != null) {
            description.volume().ifPresent(held -> form.with("volume", held.form()));
            description.usedBy().ifPresent(users -> form.withEach("usedBy", users, ResourceRef::form));
        }
        return form;
    }

    Table table(boolean wide, boolean tags, Instant now) {
        List<String> heading =
                new ArrayList<>(List.of("NAME", "WORKSPACE", "STATUS", "TYPE", "SIZE", "HOLDS", "USED BY", "OWNER"));
        if (tags) {
            heading.add("TAGS");
        }
        if (wide) {
            heading.addAll(List.of("VERSION", "REVISION", "AGE"));
        }
        heading.add("PATH");
        Table table = Table.of(heading.toArray(String[]::new));
        volumes.forEach(volume -> table.add(row(volume, wide, tags, now)));
        return table;
    }

    private List<Cell> row(ResourceView volume, boolean wide, boolean tags, Instant now) {
        Optional<Description> description = Optional.ofNullable(known.get(volume.resource()));
        var held = description.flatMap(Description::volume);
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(volume.resource().name()),
                Cell.of(volume.resource().workspace()),
                Cell.state(volume.status()),
                Cell.of(held.map(known -> known.type()).orElse("")),
                Cell.of(held.map(known -> known.size()).orElse("")),
                Cell.of(held.map(VolumeWords::held).orElse("")),
                Cell.of(description
                        .flatMap(Description::usedBy)
                        .map(VolumeWords::users)
                        .orElse("")),
                Cell.of(volume.metadata().owner())));
        if (tags) {
            cells.add(Cell.of(String.join(",", volume.metadata().tags())));
        }
        if (wide) {
            cells.addAll(List.of(
                    Cell.of(volume.metadata().version()),
                    Cell.of(volume.revision()),
                    Cell.of(Age.since(volume.updatedAt(), now))));
        }
        cells.add(Cell.of(held.map(VolumeWords::paths).orElse("")));
        return cells;
    }
}
