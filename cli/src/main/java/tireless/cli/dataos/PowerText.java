package tireless.cli.dataos;

import java.util.List;
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
    public List<Said> done(ResourceView resource) {
        String subject =
                Wording.subject(resource.resource(), resource.metadata().version());
        return List.of(
                Said.Message.info("💨 runtime " + verb + subject + "...done"),
                Said.Message.info("💨 runtime " + verb + "...complete"));
    }
}
