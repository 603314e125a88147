package tireless.stack.defined;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Scalar;
import tireless.stack.Launch;
import tireless.stack.ResolveContext;
import tireless.stack.Stack;

/**
 * A Python program in a folder or a git repository. What its start script would refuse at every start is refused before it is stored: a
 * password in the {@code url}, and a {@code baseDir} that leaves what the url names.
 *
 * @param form how it is declared
 */
public record Python3Stack(Stack form) implements FormedStack {
    /** As the script looks for it in addresses of the web; in others a name alone is the account that git logs in as. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?is)https?://.*@.*|[a-z][a-z0-9+.-]*://[^/@:]*:[^/@]*@.*");

    @Override
    public Optional<String> secretProjection() {
        return form.secretProjection();
    }

    @Override
    public Optional<Launch> resolve(WorkerManifest manifest, ResolveContext context) {
        Optional<Mapping> repo = manifest.worker()
                .task()
                .stack()
                .spec()
                .get("repo")
                .flatMap(node -> node instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty());
        int before = context.problems().count();
        repo.flatMap(found -> text(found, "url"))
                .filter(url -> PASSWORD.matcher(url.text()).matches())
                .ifPresent(
                        url -> context.problems()
                                .error(
                                        "password-in-url",
                                        url.at(),
                                        "the `url` holds a password, or an account",
                                        "give them by a Secret in `dataosSecrets`, with the keys GITSYNC_USERNAME and GITSYNC_PASSWORD; an `@` in a path is `%40`"));
        repo.flatMap(found -> text(found, "baseDir"))
                .filter(folder -> leaves(folder.text()))
                .ifPresent(folder -> context.problems()
                        .error(
                                "bad-value",
                                folder.at(),
                                "the `baseDir` %s leaves what the `url` names".formatted(folder.shown()),
                                "name a folder in it, or `.`"));
        boolean sound = context.problems().count() == before;
        return form.resolve(manifest, context).filter(_ -> sound);
    }

    private static boolean leaves(String folder) {
        try {
            return Path.of(folder.replaceFirst("^/+", "")).normalize().startsWith("..");
        } catch (InvalidPathException _) {
            return true;
        }
    }

    private static Optional<Scalar> text(Mapping mapping, String name) {
        return mapping.get(name)
                .flatMap(node ->
                        node instanceof Scalar scalar && !scalar.isOpen() ? Optional.of(scalar) : Optional.empty());
    }
}
