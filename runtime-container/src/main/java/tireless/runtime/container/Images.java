package tireless.runtime.container;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import tireless.model.ContainerImage;
import tireless.model.SecretProjection;
import tireless.model.SecretValues;
import tireless.runtime.SecretSource;

/** Has the images here that are to be run: pulls what is not, once for all that wait for it. Safe for use by many threads. */
final class Images {
    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final Duration PULL = Duration.ofMinutes(30);
    private static final int LONGEST_REASON = 400;
    private static final String DOCKER_CONFIG = "config.json";
    private static final String KEY = ".dockerconfigjson";

    private final EngineCalls calls;
    private final SecretSource secrets;
    private final AuthFiles authFiles;
    private final Map<String, ReentrantLock> underWay = new ConcurrentHashMap<>();

    Images(EngineCalls calls, SecretSource secrets, AuthFiles authFiles) {
        this.calls = calls;
        this.secrets = secrets;
        this.authFiles = authFiles;
    }

    /** Whether there is one. */
    sealed interface Sight {
        /** @param reference by which the engine knows it */
        record Here(String reference) implements Sight {}

        /** @param cause for people, in one line */
        record Absent(String cause) implements Sight {}
    }

    /**
     * Pulls the image if it is not here. An interrupt gives it up.
     *
     * @param workspace where its pull secret is looked for
     */
    Sight bring(Engine engine, ContainerImage image, String workspace) {
        if (isHere(engine, image.reference())) {
            // Under the very name that was written: as one that was built here.
            return new Sight.Here(image.reference());
        }
        String reference = ImageReference.full(image.reference());
        ReentrantLock alone = underWay.computeIfAbsent(reference, _ -> new ReentrantLock());
        try {
            alone.lockInterruptibly();
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            return new Sight.Absent("the pull of its image was given up");
        }
        try {
            return isHere(engine, reference) ? new Sight.Here(reference) : pull(engine, image, reference, workspace);
        } finally {
            alone.unlock();
        }
    }

    private boolean isHere(Engine engine, String reference) {
        List<String> question = List.of("image", "inspect", "--format", "{{.Id}}", reference);
        return calls.ask(engine, LOOK, question) instanceof Reply.Answer(int status, var _, var _) && status == 0;
    }

    private Sight pull(Engine engine, ContainerImage image, String reference, String workspace) {
        if (image.pullSecret().isEmpty()) {
            return pull(engine, reference, List.of("pull", "--quiet", reference));
        }
        String secret = image.pullSecret().get();
        SecretProjection projection =
                new SecretProjection(secret, workspace, List.of(KEY), SecretProjection.Kind.FILE, Optional.empty());
        return switch (secrets.open(projection)) {
            case SecretSource.Answer.Missing(String cause) ->
                new Sight.Absent("the image %s can not be pulled: %s".formatted(reference, cause));
            case SecretSource.Answer.Opened(SecretValues values) -> {
                try (AuthFiles.Held auth = authFiles.write(DOCKER_CONFIG, values.bytes(KEY))) {
                    yield pull(engine, reference, withAuth(engine, auth, reference));
                } catch (IOException failure) {
                    yield new Sight.Absent("the secret `%s` can not be handed to %s: %s"
                            .formatted(secret, engine.name(), failure.getMessage()));
                } catch (IllegalArgumentException noSuchKey) {
                    yield new Sight.Absent("the secret `%s` has no key `%s`: make it one of type".formatted(secret, KEY)
                            + " cloud-kernel-image-pull");
                }
            }
        };
    }

    private static List<String> withAuth(Engine engine, AuthFiles.Held auth, String reference) {
        List<String> arguments = new ArrayList<>();
        switch (engine.kind()) {
            case PODMAN ->
                arguments.addAll(List.of("pull", "--authfile", auth.file().toString()));
            case DOCKER -> arguments.addAll(List.of("--config", auth.folder().toString(), "pull"));
        }
        arguments.addAll(List.of("--quiet", reference));
        return arguments;
    }

    private Sight pull(Engine engine, String reference, List<String> arguments) {
        return switch (calls.ask(engine, PULL, arguments)) {
            case Reply.Answer(int status, var _, var _) when status == 0 -> new Sight.Here(reference);
            case Reply.Answer(int status, var _, String errors) ->
                new Sight.Absent("the image %s can not be pulled: %s".formatted(reference, reason(errors, status)));
            case Reply.Silence(String cause) ->
                new Sight.Absent("the image %s can not be pulled: %s".formatted(reference, cause));
        };
    }

    /** What an engine says last, without what it puts before everything. */
    static String reason(String errors, int status) {
        String last = errors.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((_, next) -> next)
                .orElse("exit status " + status)
                .replaceFirst("^(?:Error: |docker: |Error response from daemon: )+", "");
        return last.length() <= LONGEST_REASON ? last : last.substring(0, LONGEST_REASON) + "…";
    }
}
