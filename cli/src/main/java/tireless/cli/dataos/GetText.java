package tireless.cli.dataos;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import tireless.api.ResourceView;

/**
 * What {@code get} says.
 *
 * @param tags whether the tags are a column
 * @param details whether there are columns beyond those of DataOS
 * @param zone in which times are shown
 */
public record GetText(boolean tags, boolean details, ZoneId zone) {
    /** Before the server is asked. */
    public static Step getting() {
        return new Step("🔍 get", "getting resources");
    }

    /** Once it has answered. */
    public List<Said> got(List<ResourceView> resources) {
        if (resources.isEmpty()) {
            return List.of(Said.Message.info("🔍 get...nothing"));
        }
        return List.of(
                Said.Message.info("🔍 get...complete"),
                AsciiTable.answer(List.of(new AsciiTable(
                        titles(), resources.stream().map(this::row).toList()))));
    }

    private List<String> titles() {
        List<String> titles =
                new ArrayList<>(List.of("NAME", "VERSION", "TYPE", "WORKSPACE", "STATUS", "RUNTIME", "OWNER"));
        if (tags) {
            titles.add("TAGS");
        }
        if (details) {
            titles.addAll(List.of("STACK", "REVISION", "UPDATED", "REASON"));
        }
        return titles;
    }

    private List<String> row(ResourceView view) {
        List<String> row = new ArrayList<>(List.of(
                view.resource().name(),
                view.metadata().version(),
                view.resource().type(),
                Wording.workspace(view.resource()),
                view.status(),
                view.runtime(),
                view.metadata().owner()));
        if (tags) {
            row.add(String.join(",", view.metadata().tags()));
        }
        if (details) {
            row.addAll(List.of(
                    view.stack(),
                    Integer.toString(view.revision()),
                    TimeText.of(view.updatedAt(), zone),
                    view.reason()));
        }
        return row;
    }
}
