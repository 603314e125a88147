package tireless.cli.dataos;

import java.util.List;
import java.util.stream.Stream;
import tireless.api.ResourceView;

/**
 * What {@code runtime pause|resume|stop|re-run|run} says.
 *
 * @param verb as the user wrote it
 */
public record PowerText(String verb) {
    /** Before the server is asked. */
    public Step asking() {
        return new Step("💨 runtime " + verb, "changing runtime");
    }

    /** Once it has done so. */
    public List<Said> done(List<ResourceView> resources) {
        return Stream.concat(resources.stream().map(this::subject), Stream.of(verb + "...complete"))
                .<Said>map(text -> Said.Message.info("💨 runtime " + text))
                .toList();
    }

    private String subject(ResourceView view) {
        return verb + Wording.subject(view.resource(), view.metadata().version()) + "...done";
    }
}
