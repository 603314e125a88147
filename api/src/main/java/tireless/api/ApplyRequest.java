package tireless.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.json.Form;

/**
 * Manifests to be planned or applied, all or none of them.
 *
 * @param variables what {@code $NAME} in the manifests stands for
 * @param workspace of manifests that name none; one that names another is an error
 * @param lenient whether unknown attributes are warnings
 * @param interpolate whether variables are replaced
 * @param keepGoing whether the sound resources are applied although others have errors
 * @param user who applies; the owner of manifests that name none
 * @param seen the state that the user saw, by {@code type/workspace/name}: {@link ChangeView#seen}. Where one is not the present
 *     state any more nothing is applied, and the reply is a conflict. Resources that are not named here are not checked
 */
public record ApplyRequest(
        List<SourceView> sources,
        SortedMap<String, String> variables,
        Optional<String> workspace,
        boolean lenient,
        boolean interpolate,
        boolean keepGoing,
        String user,
        Map<String, Long> seen) {
    public ApplyRequest {
        sources = List.copyOf(sources);
        variables = new TreeMap<>(variables);
        seen = Map.copyOf(seen);
    }

    public static ApplyRequest read(Form form) {
        Map<String, Long> seen = new TreeMap<>();
        if (form.has("seen")) {
            Form versions = form.form("seen");
            versions.names().forEach(name -> seen.put(name, versions.number(name)));
        }
        return new ApplyRequest(
                form.each("sources", SourceView::read),
                form.has("variables") ? form.textsByName("variables") : new TreeMap<>(),
                form.optionalText("workspace"),
                form.optionalFlag("lenient"),
                !form.has("interpolate") || form.flag("interpolate"),
                form.optionalFlag("keepGoing"),
                form.optionalText("user").orElse(""),
                seen);
    }

    public Form form() {
        Form versions = Form.empty();
        seen.forEach(versions::with);
        return Form.empty()
                .withEach("sources", sources, SourceView::form)
                .with("variables", variables)
                .withText("workspace", workspace)
                .with("lenient", lenient)
                .with("interpolate", interpolate)
                .with("keepGoing", keepGoing)
                .with("user", user)
                .with("seen", versions);
    }

    public ApplyRequest withSeen(Map<String, Long> versions) {
        return new ApplyRequest(sources, variables, workspace, lenient, interpolate, keepGoing, user, versions);
    }
}
